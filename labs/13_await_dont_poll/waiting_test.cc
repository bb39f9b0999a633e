// More tests of lab 13: who waits does rest, and no longer than it was told to.
#include <gtest/gtest.h>
#include <sched.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>

#include "labs/kit/sleeps.h"
#include "labs/kit/threads.h"
#include "mailbox.h"
#include "take_one.h"

namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

// Who waits for something that others bring about sleeps until then.
void ExpectSleepsIn(const std::function<void()>& wait, const std::function<void()>& end,
                    int waiters = 1) {
  kit::ExpectSleepsIn("it", wait, end, waiters);
}

TEST(Waiting, TakeSleeps) {
  auto box = NewMailbox();
  ExpectSleepsIn([&] { TakeOne(*box); }, [&] { box->Put(1); });
}

TEST(Waiting, TwoLetEachOtherSleep) {
  auto box = NewMailbox();
  ExpectSleepsIn([&] { TakeOne(*box); }, [&] { box->Put(1); }, 2);
}

TEST(Waiting, TakeForSleeps) {
  auto box = NewMailbox();
  int letter = 0;
  ExpectSleepsIn([&] { EXPECT_EQ(box->TakeFor(hours(1), &letter), Outcome::kLetter); },
                 [&] { box->Put(1); });
}

// The thief comes so often that a wait which begins anew each time ends only when he fails. He does
// not sleep, so that nobody shortens it. Five visits fit into one wait; where letters are handed
// over, he fails always.
TEST(Waiting, ThievesDoNotProlongIt) {
  constexpr int kVisits = 40;
  auto box = NewMailbox();
  std::atomic<bool> over = false;
  std::atomic<int> visits = 0;
  int longest = 0;  // visits during one wait
  kit::RunThreads(2, [&](int i) {
    int letter = 0;
    if (i == 0) {
      for (Outcome outcome = Outcome::kLetter; outcome == Outcome::kLetter;) {
        const int before = visits;
        outcome = box->TakeFor(milliseconds(200), &letter);
        longest = std::max(longest, visits - before);
      }
      over = true;
      return;
    }
    for (; !over && visits < kVisits; ++visits) {
      const auto next = steady_clock::now() + milliseconds(40);
      while (steady_clock::now() < next && !over) sched_yield();
      box->Put(1);
      box->TakeFor(milliseconds(0), &letter);
    }
  });
  EXPECT_LT(longest, 25) << "after each letter that somebody else took, it waited for all the time";
}

TEST(Waiting, WaitUntilEmptySleeps) {
  auto box = NewMailbox();
  box->Put(1);
  ExpectSleepsIn([&] { box->WaitUntilEmpty(); }, [&] { TakeOne(*box); });
}

}  // namespace
