// Tests of what several tasks do with an object, on made-up events.
#include "checker/check/explain_sharing.h"

#include <gtest/gtest.h>

#include <vector>

namespace racelab {
namespace {

using trace::Event;
using trace::Op;

constexpr uint64_t kPlace = 0x400;

Event Does(int task, Op op, int other = trace::kMaxTasks) {
  const bool access = op == Op::kRead || op == Op::kWrite || op == Op::kLock;
  return {.task = static_cast<uint16_t>(task),
          .op = op,
          .other = static_cast<uint16_t>(other),
          .object = access ? kPlace : 0};
}

Usage UsageIn(const std::vector<Event>& events) { return Usages(events).at(kPlace); }

TEST(ExplainSharingTest, AnArgumentOfAThreadIsNotContended) {
  const Usage usage = UsageIn({Does(0, Op::kWrite), Does(0, Op::kCreate, 1), Does(1, Op::kRead)});
  EXPECT_TRUE(usage.shared);
  EXPECT_FALSE(usage.contended);
  EXPECT_FALSE(usage.handed_over);
}

TEST(ExplainSharingTest, TheStackIsUsedAgainAfterTheThreadHasEnded) {
  const Usage usage = UsageIn({Does(0, Op::kWrite), Does(0, Op::kCreate, 1), Does(1, Op::kRead),
                               Does(0, Op::kJoin, 1), Does(0, Op::kWrite), Does(0, Op::kCreate, 2),
                               Does(2, Op::kRead)});
  EXPECT_FALSE(usage.contended);
  EXPECT_FALSE(usage.handed_over);
}

TEST(ExplainSharingTest, WithoutAJoinTheSameIsContended) {
  EXPECT_TRUE(UsageIn({Does(0, Op::kWrite), Does(0, Op::kCreate, 1), Does(1, Op::kRead),
                       Does(0, Op::kWrite)})
                  .contended);
}

TEST(ExplainSharingTest, TwoThreadsThatWrite) {
  const std::vector<Event> events = {Does(0, Op::kCreate, 1), Does(0, Op::kCreate, 2),
                                     Does(1, Op::kWrite), Does(2, Op::kWrite)};
  EXPECT_TRUE(UsageIn(events).contended);
}

TEST(ExplainSharingTest, AResultIsHandedOver) {
  const Usage usage = UsageIn({Does(0, Op::kWrite), Does(0, Op::kCreate, 1), Does(1, Op::kWrite),
                               Does(0, Op::kJoin, 1), Does(0, Op::kRead)});
  EXPECT_TRUE(usage.contended);
  EXPECT_TRUE(usage.handed_over);
}

TEST(ExplainSharingTest, WhatIsWrittenBetweenTwoStartsIsHandedToNobody) {
  const Usage usage = UsageIn(
      {Does(0, Op::kCreate, 1), Does(0, Op::kWrite), Does(0, Op::kCreate, 2), Does(2, Op::kRead)});
  EXPECT_FALSE(usage.handed_over);
  EXPECT_TRUE(
      UsageIn({Does(0, Op::kCreate, 1), Does(0, Op::kWrite), Does(1, Op::kRead)}).handed_over);
}

TEST(ExplainSharingTest, WhatAThreadKnewItsOwnThreadsKnow) {
  EXPECT_FALSE(UsageIn({Does(0, Op::kWrite), Does(0, Op::kCreate, 1), Does(1, Op::kCreate, 2),
                        Does(2, Op::kRead)})
                   .handed_over);
  // Thread 1 has joined thread 2, so who joins thread 1 is after both.
  EXPECT_FALSE(UsageIn({Does(0, Op::kCreate, 1), Does(1, Op::kCreate, 2), Does(2, Op::kRead),
                        Does(1, Op::kJoin, 2), Does(0, Op::kJoin, 1), Does(0, Op::kWrite)})
                   .contended);
}

TEST(ExplainSharingTest, ALockThatTwoUseIs) {
  const Usage usage = UsageIn({Does(0, Op::kLock), Does(0, Op::kCreate, 1), Does(1, Op::kLock)});
  EXPECT_TRUE(usage.synchronizes);
  EXPECT_TRUE(usage.contended);
}

}  // namespace
}  // namespace racelab
