// What the tests of lab 13 share: how they take a letter, and how an outcome reads.
#ifndef RACELAB_LABS_13_AWAIT_DONT_POLL_TAKE_ONE_H_
#define RACELAB_LABS_13_AWAIT_DONT_POLL_TAKE_ONE_H_

#include <gtest/gtest.h>

#include <ostream>

#include "mailbox.h"

inline void PrintTo(Outcome outcome, std::ostream* out) {
  constexpr const char* kNames[] = {"kLetter", "kClosed", "kTimedOut"};
  *out << kNames[static_cast<int>(outcome)];
}

// Takes what must be there.
inline int TakeOne(Mailbox& box) {
  int letter = -1;
  EXPECT_EQ(box.Take(&letter), Outcome::kLetter);
  return letter;
}

#endif  // RACELAB_LABS_13_AWAIT_DONT_POLL_TAKE_ONE_H_
