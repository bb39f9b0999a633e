// Tests of the order between events, and of held locks, on made-up events.
#include "checker/check/explain_order.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace racelab {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using trace::Event;
using trace::Op;

constexpr uint64_t kLockA = 0x100, kLockB = 0x200, kCondition = 0x300, kValue = 0x400;

Event Did(int task, Op op, uint64_t object, int other = trace::kMaxTasks) {
  return {.task = static_cast<uint16_t>(task),
          .op = op,
          .other = static_cast<uint16_t>(other),
          .object = object};
}

Event Used(int task, Op op, uint64_t before, uint64_t after, int order = 0) {
  Event event = Did(task, op, kValue);
  event.size = 8;
  event.memory_order = static_cast<uint8_t>(order);
  event.before = before;
  event.after = after;
  return event;
}

OrderEdge Sync(size_t from, size_t to) { return {from, to, false}; }
OrderEdge Reads(size_t from, size_t to) { return {from, to, true}; }

TEST(ExplainOrderTest, StartAndJoin) {
  EXPECT_THAT(OrderOf(std::vector<Event>{Did(0, Op::kCreate, 0, 1), Did(1, Op::kStart, 0),
                                         Did(1, Op::kExit, 0), Did(0, Op::kJoin, 0, 1)}),
              ElementsAre(Sync(0, 1), Sync(2, 3)));
}

TEST(ExplainOrderTest, AnUnlockAndTheNextLockOfAnotherTask) {
  EXPECT_THAT(OrderOf(std::vector<Event>{Did(1, Op::kLock, kLockA), Did(1, Op::kUnlock, kLockA),
                                         Did(2, Op::kLock, kLockB), Did(2, Op::kLock, kLockA)}),
              ElementsAre(Sync(1, 3)));
}

TEST(ExplainOrderTest, AMutexThatIsMadeAnewOrdersNothing) {
  EXPECT_THAT(OrderOf(std::vector<Event>{Did(1, Op::kLock, kLockA), Did(1, Op::kUnlock, kLockA),
                                         Did(2, Op::kNone, kLockA), Did(2, Op::kLock, kLockA)}),
              IsEmpty());
}

TEST(ExplainOrderTest, ASignalAndTheOneThatItWakes) {
  Event wait = Did(1, Op::kWait, kCondition), wakes = Did(1, Op::kReacquire, kCondition);
  wait.before = wakes.before = kLockA;
  EXPECT_THAT(OrderOf(std::vector<Event>{Did(1, Op::kLock, kLockA), wait, Did(2, Op::kLock, kLockA),
                                         Did(2, Op::kSignal, kCondition, 1),
                                         Did(2, Op::kUnlock, kLockA), wakes}),
              ElementsAre(Sync(1, 2), Sync(3, 5), Sync(4, 5)));
}

TEST(ExplainOrderTest, AReadSeesAWriteOnlyWhenTheValueSaysSo) {
  EXPECT_THAT(OrderOf(std::vector<Event>{Used(1, Op::kWrite, 0, 7), Used(2, Op::kRead, 7, 7)}),
              ElementsAre(Reads(0, 1)));
  EXPECT_THAT(OrderOf(std::vector<Event>{Used(1, Op::kWrite, 0, 7), Used(2, Op::kRead, 0, 0)}),
              IsEmpty());
}

TEST(ExplainOrderTest, OnlyReleaseAndAcquireSynchronise) {
  const auto edges = [](int store, int load) {
    return OrderOf(std::vector<Event>{Used(1, Op::kAtomicStore, 0, 7, store),
                                      Used(2, Op::kAtomicLoad, 7, 7, load)});
  };
  EXPECT_THAT(edges(__ATOMIC_RELEASE, __ATOMIC_ACQUIRE), ElementsAre(Reads(0, 1), Sync(0, 1)));
  EXPECT_THAT(edges(__ATOMIC_RELAXED, __ATOMIC_ACQUIRE), ElementsAre(Reads(0, 1)));
  EXPECT_THAT(edges(__ATOMIC_RELEASE, __ATOMIC_RELAXED), ElementsAre(Reads(0, 1)));
  EXPECT_THAT(edges(__ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST), ElementsAre(Reads(0, 1), Sync(0, 1)));
}

TEST(ExplainOrderTest, EachPostLetsOneWaitGoOn) {
  EXPECT_THAT(
      OrderOf(std::vector<Event>{Did(1, Op::kSemPost, kValue), Did(1, Op::kSemPost, kValue),
                                 Did(2, Op::kSemWait, kValue), Did(3, Op::kSemWait, kValue)}),
      ElementsAre(Sync(0, 2), Sync(1, 3)));
}

TEST(ExplainOrderTest, HeldLocksFollowWaitsAndFailedTries) {
  HeldLocks held;
  held.See(Did(1, Op::kLock, kLockA));
  Event vain = Did(1, Op::kTryLock, kLockB);
  vain.failed = 1;
  held.See(vain);
  EXPECT_THAT(held.Of(1), ElementsAre(kLockA));
  Event wait = Did(1, Op::kWait, kCondition);
  wait.before = kLockA;
  held.See(wait);
  EXPECT_THAT(held.Of(1), IsEmpty());
  Event wakes = Did(1, Op::kReacquire, kCondition);
  wakes.before = kLockA;
  held.See(wakes);
  held.See(Did(1, Op::kLock, kLockB));
  EXPECT_THAT(held.Of(1), ElementsAre(kLockA, kLockB));
  held.See(Did(1, Op::kUnlock, kLockA));
  EXPECT_THAT(held.Of(1), ElementsAre(kLockB));
  EXPECT_THAT(held.Of(2), IsEmpty());
}

}  // namespace
}  // namespace racelab
