// Tests of WhyStepsDoNotTell with locks whose writers go first.
#include "checker/explore/claim_limits.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace racelab::explore {
namespace {

using trace::Op;

struct LockStep {
  uint16_t task;
  Op op;
  uint64_t lock = 1;
};

// "" or the reason, of an execution with these steps on locks whose writers go first.
std::string ReasonOf(const std::vector<LockStep>& steps) {
  trace::Execution execution;
  for (const LockStep& step : steps) {
    trace::Point point = {};
    point.task = step.task;
    point.op = step.op;
    point.name = step.lock;
    point.second = step.op == Op::kReadUnlock || step.op == Op::kUnlock ? 0 : 1;
    execution.point_list.push_back(point);
  }
  return std::string(WhyStepsDoNotTell({}, execution));
}

constexpr char kWritersFirst[] = "a lock lets writers go first";

TEST(WritersGoFirst, TwoReadersAndAWriterTakeTheClaimAway) {
  EXPECT_EQ(ReasonOf({{1, Op::kReadLock}, {2, Op::kReadLock}, {3, Op::kLock}}), kWritersFirst);
  EXPECT_EQ(ReasonOf({{3, Op::kTimedLock}, {1, Op::kTimedReadLock}, {2, Op::kTryReadLock}}),
            kWritersFirst);
  // One that ends before the other begins may begin later in another schedule.
  EXPECT_EQ(
      ReasonOf({{1, Op::kReadLock}, {1, Op::kReadUnlock}, {2, Op::kReadLock}, {1, Op::kLock}}),
      kWritersFirst);
}

TEST(WritersGoFirst, AReaderThatReadsAgainMeanwhileIsTwo) {
  EXPECT_EQ(ReasonOf({{1, Op::kReadLock}, {1, Op::kReadLock}, {2, Op::kLock}}), kWritersFirst);
  EXPECT_EQ(
      ReasonOf({{1, Op::kReadLock}, {1, Op::kReadUnlock}, {1, Op::kReadLock}, {2, Op::kLock}}), "");
}

TEST(WritersGoFirst, OtherwiseNobodyIsKeptOut) {
  EXPECT_EQ(ReasonOf({{1, Op::kLock}, {2, Op::kLock}, {3, Op::kTimedLock}}), "");
  EXPECT_EQ(ReasonOf({{1, Op::kReadLock}, {2, Op::kLock}, {3, Op::kLock}}), "");
  EXPECT_EQ(ReasonOf({{1, Op::kReadLock}, {2, Op::kReadLock}, {3, Op::kTryLock}}), "")
      << "who tries does not wait";
  EXPECT_EQ(ReasonOf({{1, Op::kReadLock, 1}, {2, Op::kReadLock, 2}, {3, Op::kLock, 1}}), "")
      << "another lock";
}

}  // namespace
}  // namespace racelab::explore
