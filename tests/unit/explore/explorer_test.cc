// Tests of the main loop: verdicts, confirmation, distinct findings, and numbers that add up.
#include "checker/explore/explorer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "checker/explore/finding_key.h"
#include "checker/explore/minimize.h"
#include "checker/explore/strategies.h"
#include "tests/unit/explore/simulator.h"

namespace racelab::explore {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using trace::End;
using trace::Kind;

TEST(Explore, FindsMinimisesAndCounts) {
  SimExecutor executor(LostUpdate(20));
  uint64_t reported = 0;
  ExploreRequest request;
  request.progress = [&](const ExploreProgress& progress) { reported = progress.executions; };
  const ExploreResult result = Explore(executor, request).value();
  EXPECT_EQ(result.verdict, ExploreVerdict::kFound);
  EXPECT_EQ(result.reason, "");
  ASSERT_THAT(result.found, SizeIs(1));
  const Found& found = result.found[0];
  EXPECT_EQ(found.execution.finding.kind, Kind::kAssertion);
  EXPECT_EQ(ContextSwitches(found.execution), 3u);
  EXPECT_TRUE(Simulate(LostUpdate(20), found.plan).Failed());
  EXPECT_EQ(found.plan.rule, trace::Rule::kStay);
  EXPECT_EQ(found.failing, result.failing);
  EXPECT_EQ(found.explored, result.executions);
  EXPECT_LE(result.executions, result.first_failure + request.after_first);  // dpor may be through
  EXPECT_GE(result.failing, 1u);
  EXPECT_EQ(reported, result.executions);
  EXPECT_TRUE(executor.plans.back().record_events);
}

// Where freed memory is used again at once, the program crashes; else the use itself is seen.
TEST(Explore, LooksForTheCauseOfACrashWithFreshMemory) {
  SimExecutor executor(LostUpdate(2));
  executor.spoil = [&](size_t, trace::Execution& execution) {
    if (!execution.Failed()) return;
    const bool reused = executor.plans.back().reuse_memory;
    execution.finding.kind = reused ? Kind::kCrash : Kind::kUseAfterFree;
  };
  const ExploreResult result = Explore(executor, {.strategy = "dfs"}).value();  // always reuses
  ASSERT_THAT(result.found, SizeIs(1));
  EXPECT_EQ(result.found[0].execution.finding.kind, Kind::kUseAfterFree);
  EXPECT_FALSE(result.found[0].plan.reuse_memory);
}

TEST(Explore, TheSameRequestGivesTheSameResult) {
  SimExecutor a(LostUpdate(20)), b(LostUpdate(20));
  const ExploreResult first = Explore(a, {.seed = 3}).value();
  const ExploreResult second = Explore(b, {.seed = 3}).value();
  EXPECT_EQ(first.first_failure, second.first_failure);
  EXPECT_EQ(first.failing, second.failing);
  EXPECT_EQ(first.distinct, second.distinct);
  EXPECT_TRUE(first.found.at(0).plan == second.found.at(0).plan);
  EXPECT_TRUE(a.plans == b.plans);
}

TEST(Explore, LongExecutionsUseUpTheBudgetSooner) {
  SimExecutor executor(Contended(3, 20));
  executor.spoil = [](size_t, trace::Execution& execution) { execution.events = 150'000'000; };
  const ExploreResult result = Explore(executor, {.executions = 20'000}).value();
  EXPECT_TRUE(result.cut_short);
  EXPECT_GE(result.executions, 200u);  // 20,000 * 1.5 million by 150 million
  EXPECT_LT(result.executions, 200u + trace::kSlots);
  EXPECT_EQ(result.exhausted.find("all of them"), std::string::npos);
  SimExecutor quick(Contended(3, 20));
  EXPECT_FALSE(Explore(quick, {.executions = 300}).value().cut_short);
}

TEST(Explore, ExhaustsWithDfs) {
  SimExecutor executor(Independent(2, 4));
  const ExploreResult result = Explore(executor, {.strategy = "dfs"}).value();
  EXPECT_EQ(result.exhausted, "exhausted: 70 executions, all of them");
  EXPECT_EQ(result.executions, 70u);
  EXPECT_EQ(result.distinct, 70u);
  EXPECT_EQ(result.verdict, ExploreVerdict::kNoneFound);
}

TEST(Explore, SaysUpToWhichBoundTheBudgetReached) {
  SimExecutor executor(Independent(2, 4));
  const auto explore = [&](uint64_t executions) {
    return Explore(executor, {.strategy = "dfs", .executions = executions})->exhausted;
  };
  EXPECT_EQ(explore(1), "");
  EXPECT_EQ(explore(2), "exhausted up to 0 preemptions");
  EXPECT_EQ(explore(8), "exhausted up to 1 preemption");
  EXPECT_EQ(explore(69), "exhausted up to 5 preemptions");
}

// Fails in every second execution, whatever the plan: what fails is never what is repeated.
TEST(Explore, AFailureThatDoesNotComeAgainIsNoFinding) {
  SimExecutor executor(Independent(2, 4));
  executor.spoil = [](size_t n, Execution& execution) {
    if (n % 2 == 0) execution.finding.kind = Kind::kCrash;
  };
  const ExploreResult result = Explore(executor, {.strategy = "pos", .executions = 50}).value();
  EXPECT_EQ(result.verdict, ExploreVerdict::kInconclusive);
  EXPECT_THAT(result.found, IsEmpty());
  EXPECT_EQ(result.failing, 0u);
  EXPECT_GT(result.unconfirmed, 0u);
  EXPECT_THAT(result.reason, HasSubstr("not again when the same schedule was repeated"));
}

TEST(Explore, UnfinishedExecutionsAreInconclusiveAndSoonGivenUp) {
  const auto explore = [](End end, const char* text) {
    SimExecutor executor(Independent(2, 4));
    executor.spoil = [&](size_t, Execution& e) { e = trace::Unfinished(end, text); };
    return Explore(executor, {.executions = 500}).value();
  };
  const ExploreResult unmodelled = explore(End::kUnmodelled, "epoll_wait");
  EXPECT_EQ(unmodelled.verdict, ExploreVerdict::kInconclusive);
  EXPECT_EQ(unmodelled.reason, "the program calls what the explorer does not control: epoll_wait");
  EXPECT_EQ(unmodelled.executions, 20u);
  EXPECT_EQ(unmodelled.exhausted, "");
  EXPECT_EQ(explore(End::kHung, "").executions, 3u);
  EXPECT_THAT(explore(End::kLimit, "points\x1b[31m").reason,
              HasSubstr("limit: points\xe2\x90\x9b"));
}

// One execution in the middle that does not come to its end takes the proof away.
TEST(Explore, OneUnfinishedExecutionTakesTheProofAway) {
  SimExecutor executor(Independent(2, 3));
  executor.spoil = [](size_t n, Execution& e) {
    if (n == 10) e = trace::Unfinished(End::kDied, "");
  };
  const ExploreResult result = Explore(executor, {.strategy = "dfs"}).value();
  EXPECT_EQ(result.verdict, ExploreVerdict::kInconclusive);
  EXPECT_EQ(result.exhausted, "");
}

// Two bugs at two places: tasks 1 and 2 lose an update, tasks 3 and 4 can deadlock.
SimProgram TwoBugs() {
  SimProgram program = LostUpdate(1);
  for (const std::vector<SimOp>& task : Abba()) program.push_back(task);
  return program;
}

TEST(Explore, WithAllCollectsDistinctFindings) {
  SimExecutor executor(TwoBugs());
  const ExploreResult result = Explore(executor, {.executions = 600, .all = true}).value();
  EXPECT_LE(result.executions, 600u);
  std::set<Kind> kinds;
  uint64_t failing = 0;
  std::set<std::string> keys;
  for (const Found& found : result.found) {
    kinds.insert(found.execution.finding.kind);
    keys.insert(FindingKey(found.execution.finding));
    failing += found.failing;
    EXPECT_TRUE(Simulate(TwoBugs(), found.plan).Failed());
  }
  EXPECT_THAT(kinds, testing::ElementsAre(Kind::kAssertion, Kind::kDeadlock));
  EXPECT_EQ(keys.size(), result.found.size());
  EXPECT_EQ(failing, result.failing);
}

TEST(Explore, PassesTheRequestIntoEveryPlan) {
  SimExecutor executor(Independent(2, 30));
  ExploreRequest request;
  request.executions = 100;
  request.ignore = 1u << static_cast<int>(Kind::kDataRace);
  request.max_points = 5'000;
  ASSERT_TRUE(Explore(executor, request).ok());
  for (const ExecutionPlan& plan : executor.plans) {
    EXPECT_EQ(plan.ignore, request.ignore);
    EXPECT_EQ(plan.max_points, 5'000u);
    EXPECT_TRUE(plan.all_points);  // because races are looked past
  }
}

TEST(Explore, ErrorsOfTheExecutorComeThrough) {
  class Broken : public Executor {
    absl::StatusOr<std::vector<Execution>> Run(std::span<const ExecutionPlan>) override {
      return absl::CancelledError("interrupted");
    }
  };
  Broken executor;
  EXPECT_TRUE(absl::IsCancelled(Explore(executor, {}).status()));
  EXPECT_TRUE(absl::IsInvalidArgument(Explore(executor, {.strategy = "x"}).status()));
}

TEST(FindingKey, DependsOnKindAndPlacesOnly) {
  trace::Finding a = {};
  a.kind = Kind::kDataRace;
  a.stack[0] = {1, {10}};
  a.stack[1] = {1, {20}};
  trace::Finding b = a;
  std::swap(b.stack[0], b.stack[1]);
  b.address = 99;
  b.task[0] = 3;
  EXPECT_EQ(FindingKey(a), FindingKey(b));
  b.stack[0].pc[0] = 21;
  EXPECT_NE(FindingKey(a), FindingKey(b));
  b = a;
  b.kind = Kind::kUseAfterFree;
  EXPECT_NE(FindingKey(a), FindingKey(b));
}

}  // namespace
}  // namespace racelab::explore
