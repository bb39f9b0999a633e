// Explanations of deadlocks and lost wakeups.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/explained_program.h"

namespace racelab {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(ExplainStuckTest, ADeadlockShowsTheRing) {
  trace::Finding found = Found(Kind::kDeadlock);
  found.waiting_count = 3;
  found.waiting[0] = Wait(0, Op::kJoin, 0, "one.join()", 1);
  found.waiting[1] = Wait(1, Op::kLock, Address("b"), "second(b)", 2);
  found.waiting[2] = Wait(2, Op::kLock, Address("a"), "lower(a)", 1);
  const Finding finding = Explained(found, {Do(1, Op::kLock, Address("a"), "first(a)"),
                                            Do(2, Op::kLock, Address("b"), "upper(b)")});
  EXPECT_EQ(
      finding.message,
      absl::StrCat("Two threads wait for each other in a ring, so none can go on: thread 1 waits "
                   "for b at ",
                   Place("second(b)"), ", which thread 2 locked at ", Place("upper(b)"),
                   "; thread 2 waits for a at ", Place("lower(a)"), ", which thread 1 locked at ",
                   Place("first(a)"), "."));
  EXPECT_THAT(
      Told(finding),
      ElementsAre("thread 1: std::lock_guard<std::mutex> first(a);: locks a",
                  "thread 2: std::lock_guard<std::mutex> upper(b);: locks b",
                  "> thread 1: std::lock_guard<std::mutex> second(b);: waits for b, which thread 2 "
                  "holds",
                  "> thread 2: std::lock_guard<std::mutex> lower(a);: waits for a, which thread 1 "
                  "holds"));
  EXPECT_EQ(finding.locations[0].task, "thread 1 waits for b, which thread 2 holds");
}

TEST(ExplainStuckTest, ALockTakenTwiceWaitsForItself) {
  trace::Finding found = Found(Kind::kDeadlock);
  found.waiting_count = 1;
  found.waiting[0] = Wait(1, Op::kLock, Address("a"), "lower(a)", 1);
  EXPECT_EQ(Explained(found, {Do(1, Op::kLock, Address("a"), "first(a)")}).message,
            absl::StrCat("Thread 1 locks a at ", Place("lower(a)"),
                         " although it holds it already (locked at ", Place("first(a)"),
                         "): it waits for itself for ever."));
}

TEST(ExplainStuckTest, AJoinClosesARingToo) {
  trace::Finding found = Found(Kind::kDeadlock);
  found.waiting_count = 2;
  found.waiting[0] = Wait(0, Op::kJoin, 0, "one.join()", 1);
  found.waiting[1] = Wait(1, Op::kLock, Address("b"), "second(b)", 0);
  EXPECT_THAT(Explained(found, {Do(0, Op::kLock, Address("b"), "upper(b)")}).message,
              AllOf(HasSubstr("the main thread waits for thread 1 to end at"),
                    HasSubstr("thread 1 waits for b at"),
                    HasSubstr("which the main thread locked at " + Place("upper(b)"))));
}

TEST(ExplainStuckTest, ALockWhoseOwnerHasEnded) {
  trace::Finding found = Found(Kind::kDeadlock);
  found.waiting_count = 1;
  found.waiting[0] = Wait(0, Op::kLock, Address("b"), "upper(b)", 1);
  EXPECT_THAT(Explained(found, {Do(1, Op::kLock, Address("b"), "second(b)"),
                                Do(1, Op::kExit, 0, "Forward();")})
                  .message,
              HasSubstr("never unlocked before it ended"));
}

TEST(ExplainStuckTest, ALostWakeupSaysWhatWasLost) {
  trace::Finding found = Found(Kind::kLostWakeup);
  found.waiting_count = 1;
  found.waiting[0] = Wait(2, Op::kReacquire, kChanged, "changed_.wait(lock)", trace::kMaxTasks);
  found.waiting[0].missed = 1;
  const std::vector<Event> events = {Do(2, Op::kRead, kFull, "if (full_) return;", 0, 0),
                                     Do(1, Op::kWrite, kFull, "full_ = true;", 0, 1),
                                     Do(1, Op::kSignal, kChanged, "changed_.notify_one()"),
                                     Do(2, Op::kWait, kChanged, "changed_.wait(lock)")};
  const Finding finding = Explained(found, events);
  EXPECT_EQ(finding.message,
            absl::StrCat("Thread 2 waits for ever on changed_ at ", Place("changed_.wait(lock)"),
                         ": the signal of thread 1 at ", Place("changed_.notify_one()"),
                         " came before it waited, and signals are not kept for later."));
  EXPECT_THAT(Told(finding),
              ElementsAre("thread 2: if (full_) return;: reads full_: 0",
                          "thread 1: full_ = true;: writes full_: 1",
                          "> thread 1: changed_.notify_one();: signals changed_: nobody waits",
                          "> thread 2: changed_.wait(lock);: waits for a signal on changed_"));
}

TEST(ExplainStuckTest, ASignalThatWokeTheWrongTask) {
  trace::Finding found = Found(Kind::kLostWakeup);
  found.waiting_count = 1;
  found.waiting[0] = Wait(2, Op::kReacquire, kChanged, "changed_.wait(lock)", trace::kMaxTasks);
  Event signal = Do(1, Op::kSignal, kChanged, "changed_.notify_one()");
  signal.other = 3;
  EXPECT_THAT(Explained(found, {Do(2, Op::kWait, kChanged, "changed_.wait(lock)"), signal}).message,
              HasSubstr(" woke thread 3 instead, and no other one comes."));
  EXPECT_THAT(Explained(found, {}).message, HasSubstr("nobody is left who could signal it."));
}

}  // namespace
}  // namespace racelab
