// Tests of two sessions that share the executions of a program that speaks the protocol.
#include "checker/explore/session_pair.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/unit/explore/session_program.h"

namespace racelab::explore {
namespace {

using testing::SizeIs;
using trace::Execution;
using trace::ExecutionPlan;

constexpr uint64_t kAlone = 64;  // executions before the second session

std::unique_ptr<SessionPair> StartPair(bool restarts = true) {
  SessionOptions options;
  options.command.argv = {SESSION_PROGRAM, "honest"};
  options.restarts = restarts;
  return SessionPair::Start(options, 0).value();
}

std::vector<ExecutionPlan> Plans(uint64_t count, uint64_t from = kFine) {
  std::vector<ExecutionPlan> plans(count);
  for (uint64_t i = 0; i < count; ++i) plans[i].seed = from + i;
  return plans;
}

// What came back is of these plans, in order; returns how many processes ran them.
size_t Processes(const std::vector<Execution>& executions,
                 const std::vector<ExecutionPlan>& plans) {
  std::set<uint64_t> processes;
  for (size_t i = 0; i < executions.size(); ++i) {
    EXPECT_EQ(executions[i].hash, plans[i].seed * 10);
    processes.insert(executions[i].events);
  }
  return processes.size();
}

// A session that is warm: what comes next may run on both.
std::unique_ptr<SessionPair> Warm(bool restarts = true) {
  std::unique_ptr<SessionPair> pair = StartPair(restarts);
  const std::vector<ExecutionPlan> plans = Plans(kAlone);
  EXPECT_EQ(Processes(pair->Run(plans).value(), plans), 1u);
  return pair;
}

TEST(SessionPair, TwoProcessesShareABatchInOrder) {
  const auto pair = Warm();
  const std::vector<ExecutionPlan> plans = Plans(101);
  const std::vector<Execution> executions = pair->Run(plans).value();
  ASSERT_THAT(executions, SizeIs(101));
  EXPECT_EQ(Processes(executions, plans), 2u);
}

TEST(SessionPair, PlansThatRecordAreShared) {
  const auto pair = Warm();
  std::vector<ExecutionPlan> plans = Plans(6);
  for (ExecutionPlan& plan : plans) plan.record_points = true;
  const std::vector<Execution> executions = pair->Run(plans).value();
  ASSERT_THAT(executions, SizeIs(6));
  EXPECT_EQ(Processes(executions, plans), 2u);
  for (size_t i = 0; i < 6; ++i) EXPECT_EQ(executions[i].point_list.at(0).pc, plans[i].seed);
}

TEST(SessionPair, StopsAtTheFirstFailureWhereverItIs) {
  for (const size_t at : {3, 12, 15, 16, 17, 30}) {
    const auto pair = Warm();
    std::vector<ExecutionPlan> plans = Plans(31);
    plans[at].seed = kFail;
    plans[30].seed = kFail;
    const std::vector<Execution> executions = pair->Run(plans).value();
    ASSERT_THAT(executions, SizeIs(at + 1));
    EXPECT_TRUE(executions[at].Failed());
    EXPECT_FALSE(executions[at - 1].Failed());
  }
}

// What runs at the same time as an execution that leaves its memory may have been disturbed by it.
TEST(SessionPair, WhatTouchesMoreThanMemoryRunsAlone) {
  const auto pair = Warm();
  std::vector<ExecutionPlan> plans = Plans(20);
  plans[15].seed = kOutside;
  std::vector<Execution> executions = pair->Run(plans).value();
  ASSERT_THAT(executions, SizeIs(20));
  EXPECT_EQ(Processes(executions, plans), 1u);
  executions = pair->Run(Plans(20)).value();
  EXPECT_EQ(Processes(executions, Plans(20)), 1u);
}

TEST(SessionPair, ShortBatchesRunAlone) {
  SessionOptions options;
  options.command.argv = {SESSION_PROGRAM, "honest"};
  const auto pair = SessionPair::Start(options, 1'000).value();
  EXPECT_EQ(Processes(pair->Run(Plans(200)).value(), Plans(200)), 1u);
}

TEST(SessionPair, AProgramThatIsForkedRunsAlone) {
  const auto pair = Warm(false);
  EXPECT_EQ(Processes(pair->Run(Plans(100)).value(), Plans(100)), 1u);
}

}  // namespace
}  // namespace racelab::explore
