// More tests of lab 13: waits with a limit end when it is over, and no sooner or later.
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "labs/kit/random.h"
#include "labs/kit/threads.h"
#include "mailbox.h"
#include "take_one.h"

namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::steady_clock;

TEST(Functional, TakeForTakesWhatIsThere) {
  auto box = NewMailbox();
  int letter = -1;
  box->Put(3);
  EXPECT_EQ(box->TakeFor(hours(1), &letter), Outcome::kLetter);
  EXPECT_EQ(letter, 3);
  box->Put(4);
  EXPECT_EQ(box->TakeFor(milliseconds(0), &letter), Outcome::kLetter);
  EXPECT_EQ(letter, 4);
}

TEST(Functional, TakeForGivesUp) {
  auto box = NewMailbox();
  int letter = -1;
  EXPECT_EQ(box->TakeFor(milliseconds(0), &letter), Outcome::kTimedOut);
  EXPECT_EQ(box->TakeFor(milliseconds(kit::RandomBetween(1, 30)), &letter), Outcome::kTimedOut);
  EXPECT_EQ(letter, -1) << "there was no letter";
  box->Put(5);
  EXPECT_EQ(TakeOne(*box), 5) << "a call that gave up took the letter that came later";
}

// The last TakeFor wakes who waits until the box is empty, as the last Take does.
TEST(Explore, TakeForWakesWhoWaitsUntilEmpty) {
  auto box = NewMailbox();
  box->Put(1);
  kit::RunThreads(2, [&](int i) {
    int letter = 0;
    if (i == 0) {
      box->WaitUntilEmpty();
    } else {
      EXPECT_EQ(box->TakeFor(hours(1), &letter), Outcome::kLetter);
    }
  });
}

// One waits for as long as it takes, the other one for an hour: there is a letter for both at once.
TEST(Explore, OneLetterForEachSortOfWait) {
  if (!kit::Exploring()) return;
  auto box = NewMailbox();
  steady_clock::time_point written, taken;
  Outcome outcome = Outcome::kClosed;
  kit::RunThreads(3, [&](int i) {
    int letter = 0;
    if (i == 0) {
      outcome = box->TakeFor(hours(1), &letter);
      taken = steady_clock::now();
    } else if (i == 1) {
      TakeOne(*box);
    } else {
      for (int n : {1, 2}) box->Put(n);
      written = steady_clock::now();
    }
  });
  if (outcome == Outcome::kTimedOut) TakeOne(*box);
  EXPECT_LT(taken - written, minutes(59)) << "it was not woken, although there was a letter";
}

// Who gives up at the moment when a letter comes takes it, or leaves it to who still waits.
TEST(Explore, OneGivesUpBesideAnother) {
  auto box = NewMailbox();
  kit::RunThreads(3, [&](int i) {
    int letter = 0;
    if (i == 0) {
      box->Put(1);
      std::this_thread::sleep_for(milliseconds(20));  // who was woken may get its turn after that
    } else if (i == 1) {
      if (box->TakeFor(milliseconds(20), &letter) == Outcome::kLetter) box->Put(2);
    } else {
      TakeOne(*box);
    }
  });
}

// A letter that comes when the time is just over is either taken or still there.
void ExpectOneLetterAtTheLastMoment(milliseconds time) {
  auto box = NewMailbox();
  Outcome outcome = Outcome::kClosed;
  int letter = 0;
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      outcome = box->TakeFor(time, &letter);
    } else {
      box->Put(1);
    }
  });
  if (outcome == Outcome::kTimedOut) letter = TakeOne(*box);
  EXPECT_EQ(letter, 1);
  EXPECT_NE(outcome, Outcome::kClosed) << "nobody closed the box";
  EXPECT_EQ(box->TakeFor(milliseconds(0), &letter), Outcome::kTimedOut) << "it was taken before";
}

TEST(Explore, AtTheLastMoment) { ExpectOneLetterAtTheLastMoment(milliseconds(20)); }
TEST(Explore, WithoutAWait) { ExpectOneLetterAtTheLastMoment(milliseconds(0)); }

TEST(Explore, CloseWakesTakeFor) {
  auto box = NewMailbox();
  kit::RunThreads(2, [&](int i) {
    int letter = 0;
    if (i == 0) {
      EXPECT_NE(box->TakeFor(hours(1), &letter), Outcome::kLetter) << "nobody wrote a letter";
    } else {
      box->Close();
    }
  });
}

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

// The time is kept: not only in whole seconds, and also when an int does not hold it.
TEST(Explore, TheTimeIsKept) {
  if (!kit::Exploring()) return;
  for (const milliseconds time : {milliseconds(20), milliseconds(1500), milliseconds(4'294'987),
                                  milliseconds(4'294'967'316), milliseconds(hours(100 * 24))}) {
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
