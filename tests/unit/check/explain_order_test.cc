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

constexpr uint64_t kLockA = 0x100, kLockB = 0x200, kSignal = 0x300, kValue = 0x400;

Event Do(int task, Op op, uint64_t object, int other = trace::kMaxTasks) {
  return {.task = static_cast<uint16_t>(task),
          .op = op,
          .other = static_cast<uint16_t>(other),
          .object = object};
}

Event Use(int task, Op op, uint64_t before, uint64_t after, int order = 0) {
  Event event = Do(task, op, kValue);
  event.size = 8;
  event.memory_order = static_cast<uint8_t>(order);
  event.before = before;
  event.after = after;
  return event;
}

OrderEdge Sync(size_t from, size_t to) { return {from, to, false}; }
OrderEdge Reads(size_t from, size_t to) { return {from, to, true}; }

TEST(ExplainOrderTest, StartAndJoin) {
  EXPECT_THAT(OrderOf(std::vector<Event>{Do(0, Op::kCreate, 0, 1), Do(1, Op::kStart, 0),
                                         Do(1, Op::kExit, 0), Do(0, Op::kJoin, 0, 1)}),
              ElementsAre(Sync(0, 1), Sync(2, 3)));
}

TEST(ExplainOrderTest, AnUnlockAndTheNextLockOfAnotherTask) {
  EXPECT_THAT(OrderOf(std::vector<Event>{Do(1, Op::kLock, kLockA), Do(1, Op::kUnlock, kLockA),
                                         Do(2, Op::kLock, kLockB), Do(2, Op::kLock, kLockA)}),
              ElementsAre(Sync(1, 3)));
}

TEST(ExplainOrderTest, AMutexThatIsMadeAnewOrdersNothing) {
  EXPECT_THAT(OrderOf(std::vector<Event>{Do(1, Op::kLock, kLockA), Do(1, Op::kUnlock, kLockA),
                                         Do(2, Op::kNone, kLockA), Do(2, Op::kLock, kLockA)}),
              IsEmpty());
}

TEST(ExplainOrderTest, ASignalAndTheOneThatItWakes) {
  Event wait = Do(1, Op::kWait, kSignal), wakes = Do(1, Op::kReacquire, kSignal);
  wait.before = wakes.before = kLockA;
  EXPECT_THAT(OrderOf(std::vector<Event>{Do(1, Op::kLock, kLockA), wait, Do(2, Op::kLock, kLockA),
                                         Do(2, Op::kSignal, kSignal, 1), Do(2, Op::kUnlock, kLockA),
                                         wakes}),
              ElementsAre(Sync(1, 2), Sync(3, 5), Sync(4, 5)));
}

TEST(ExplainOrderTest, AReadSeesAWriteOnlyWhenTheValueSaysSo) {
  EXPECT_THAT(OrderOf(std::vector<Event>{Use(1, Op::kWrite, 0, 7), Use(2, Op::kRead, 7, 7)}),
              ElementsAre(Reads(0, 1)));
  EXPECT_THAT(OrderOf(std::vector<Event>{Use(1, Op::kWrite, 0, 7), Use(2, Op::kRead, 0, 0)}),
              IsEmpty());
}

TEST(ExplainOrderTest, OnlyReleaseAndAcquireSynchronise) {
  const auto edges = [](int store, int load) {
    return OrderOf(std::vector<Event>{Use(1, Op::kAtomicStore, 0, 7, store),
                                      Use(2, Op::kAtomicLoad, 7, 7, load)});
  };
  EXPECT_THAT(edges(__ATOMIC_RELEASE, __ATOMIC_ACQUIRE), ElementsAre(Reads(0, 1), Sync(0, 1)));
  EXPECT_THAT(edges(__ATOMIC_RELAXED, __ATOMIC_ACQUIRE), ElementsAre(Reads(0, 1)));
  EXPECT_THAT(edges(__ATOMIC_RELEASE, __ATOMIC_RELAXED), ElementsAre(Reads(0, 1)));
  EXPECT_THAT(edges(__ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST), ElementsAre(Reads(0, 1), Sync(0, 1)));
}

TEST(ExplainOrderTest, EachPostLetsOneWaitGoOn) {
  EXPECT_THAT(OrderOf(std::vector<Event>{Do(1, Op::kSemPost, kValue), Do(1, Op::kSemPost, kValue),
                                         Do(2, Op::kSemWait, kValue), Do(3, Op::kSemWait, kValue)}),
              ElementsAre(Sync(0, 2), Sync(1, 3)));
}

TEST(ExplainOrderTest, HeldLocksFollowWaitsAndFailedTries) {
  HeldLocks held;
  held.See(Do(1, Op::kLock, kLockA));
  Event vain = Do(1, Op::kTryLock, kLockB);
  vain.failed = 1;
  held.See(vain);
  EXPECT_THAT(held.Of(1), ElementsAre(kLockA));
  Event wait = Do(1, Op::kWait, kSignal);
  wait.before = kLockA;
  held.See(wait);
  EXPECT_THAT(held.Of(1), IsEmpty());
  Event wakes = Do(1, Op::kReacquire, kSignal);
  wakes.before = kLockA;
  held.See(wakes);
  held.See(Do(1, Op::kLock, kLockB));
  EXPECT_THAT(held.Of(1), ElementsAre(kLockA, kLockB));
  held.See(Do(1, Op::kUnlock, kLockA));
  EXPECT_THAT(held.Of(1), ElementsAre(kLockB));
  EXPECT_THAT(held.Of(2), IsEmpty());
}

}  // namespace
}  // namespace racelab
