// More tests of lab 13: waits with a limit end when it is over, and no sooner or later.
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "labs/kit/threads.h"
#include "mailbox.h"
#include "take_one.h"

namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::steady_clock;

// The letter may be gone when the woken one looks: then the hour is not over. Hours are free here:
// in the explorer all clocks show its own time.
TEST(Explore, AThiefTakesTheLetter) {
  if (!kit::Exploring()) return;
  auto box = NewMailbox();
  int stolen = 0;
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      int letter = 0;
      const auto begin = steady_clock::now();
      const Outcome outcome = box->TakeFor(hours(1), &letter);
      if (outcome == Outcome::kLetter) return;
      EXPECT_EQ(outcome, Outcome::kTimedOut);
      EXPECT_GE(steady_clock::now() - begin, minutes(59)) << "it gave up before the time was over";
      return;
    }
    std::this_thread::sleep_for(minutes(30));
    box->Put(1);
    box->TakeFor(milliseconds(0), &stolen);
  });
}

// Who has given up changes nothing for those who still wait.
TEST(Explore, OneGivesUpLongBeforeTheLetter) {
  if (!kit::Exploring()) return;
  auto box = NewMailbox();
  kit::RunThreads(3, [&](int i) {
    int letter = 0;
    if (i == 0) {
      std::this_thread::sleep_for(hours(1));
      box->Put(1);
    } else if (i == 1) {
      if (box->TakeFor(milliseconds(20), &letter) == Outcome::kLetter) box->Put(1);
    } else {
      EXPECT_EQ(TakeOne(*box), 1);
    }
  });
}

// The time is kept, and not only in whole seconds.
TEST(Explore, TheTimeIsKept) {
  if (!kit::Exploring()) return;
  for (const milliseconds time : {milliseconds(20), milliseconds(1500)}) {
    auto box = NewMailbox();
    int letter = 0;
    const auto begin = steady_clock::now();
    EXPECT_EQ(box->TakeFor(time, &letter), Outcome::kTimedOut);
    const auto waited = std::chrono::duration<double, std::milli>(steady_clock::now() - begin);
    EXPECT_GE(waited.count(), time.count()) << "it gave up before the time was over";
    EXPECT_LT(waited.count(), time.count() + 100) << "it waited for longer than it was told to";
  }
}

}  // namespace
