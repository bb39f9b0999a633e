// Tests of dfs: exact numbers of schedules, bounds, and no claim that it cannot keep.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <set>

#include "checker/explore/strategies.h"
#include "tests/unit/explore/simulator.h"

namespace racelab::explore {
namespace {

constexpr uint64_t kMutex = 1, kIsReady = 2, kOrder = 3, kOneIsOut = 4, kCondition = 20;
constexpr uint64_t kTimedOut = kCondition + 1;  // the simulator notes it here

struct Walk {
  uint64_t executions = 0, distinct = 0, failing = 0;
  std::map<int, uint64_t> at_bound;  // executions when "up to c preemptions" became true
  Coverage coverage;
};

Walk Exhaust(const SimProgram& program, uint64_t limit = 100'000) {
  const std::unique_ptr<Strategy> dfs = MakeDfs(false);
  Walk walk;
  std::set<uint64_t> hashes;
  while (walk.executions < limit) {
    const std::optional<ExecutionPlan> plan = dfs->Next();
    if (!plan) break;
    EXPECT_FALSE(dfs->Next().has_value());  // one at a time
    const Execution execution = Simulate(program, *plan);
    ++walk.executions;
    if (execution.Failed()) ++walk.failing;
    hashes.insert(execution.hash);
    dfs->Learn(*plan, execution, true);
    walk.at_bound.try_emplace(dfs->coverage().preemptions, walk.executions);
  }
  walk.distinct = hashes.size();
  walk.coverage = dfs->coverage();
  return walk;
}

uint64_t Choose(uint64_t n, uint64_t k) {
  uint64_t result = 1;
  for (uint64_t i = 1; i <= k; ++i) result = result * (n - k + i) / i;
  return result;
}

TEST(Dfs, TwoTasksOfNPointsHaveTwoNOverNSchedules) {
  for (int n = 1; n <= 5; ++n) {
    const Walk walk = Exhaust(Independent(2, n));
    EXPECT_EQ(walk.executions, Choose(2 * static_cast<uint64_t>(n), static_cast<uint64_t>(n)));
    EXPECT_EQ(walk.distinct, walk.executions);
    EXPECT_TRUE(walk.coverage.all);
    EXPECT_EQ(walk.coverage.limits, "");
  }
}

TEST(Dfs, ThreeTasksOfTwoPointsHaveNinetySchedules) {
  const Walk walk = Exhaust(Independent(3, 2));
  EXPECT_EQ(walk.executions, 90u);  // 6! / (2! 2! 2!)
  EXPECT_EQ(walk.distinct, 90u);
}

// Schedules of two tasks of 4 points by number of switches s: 2 C(3, ceil(s/2)) C(3, floor(s/2)) in
// blocks, that is 2, 6, 18, 18, 18, 6, 2 for s = 1 to 7; the last switch is free, its task has
// ended.
TEST(Dfs, EachBoundHasItsKnownNumber) {
  const Walk walk = Exhaust(Independent(2, 4));
  const std::map<int, uint64_t> expected = {{0, 2},  {1, 8},  {2, 26}, {3, 44},
                                            {4, 62}, {5, 68}, {6, 70}};
  std::map<int, uint64_t> found = walk.at_bound;
  found.erase(-1);
  EXPECT_EQ(found, expected);
}

// Another way to count: forces every choice from the start, and branches at the first point that is
// not forced. No bounds, no defaults. Waits are not covered.
void CountAll(const SimProgram& program, const std::vector<trace::Decision>& forced, Walk& walk) {
  ExecutionPlan plan;
  plan.record_points = true;
  plan.decisions = forced;
  const Execution execution = Simulate(program, plan);
  if (execution.point_list.size() <= forced.size()) {
    ++walk.executions;
    if (execution.Failed()) ++walk.failing;
    return;
  }
  const trace::Point& point = execution.point_list[forced.size()];
  for (uint16_t task = 0; task < 64; ++task) {
    if ((point.enabled >> task & 1) == 0) continue;
    std::vector<trace::Decision> longer = forced;
    longer.push_back({.point = point.point, .task = point.task, .next = task});
    CountAll(program, longer, walk);
  }
}

TEST(Dfs, RunsEachScheduleOfLocksOnce) {
  const std::vector<SimOp> section = {Touch(7), Lock(1), Touch(8), Unlock(1), Touch(7)};
  for (const SimProgram& program : {Abba(), SimProgram{section, section}}) {
    Walk expected;
    CountAll(program, {}, expected);
    const Walk walk = Exhaust(program);
    EXPECT_TRUE(walk.coverage.all);
    EXPECT_EQ(walk.executions, expected.executions);
    EXPECT_EQ(walk.distinct, expected.executions);
    EXPECT_EQ(walk.failing, expected.failing);
  }
}

// A waiter that does not look again when it wakes.
TEST(Dfs, ASpuriousWakeupIsAChoice) {
  SimOp use = Load(kIsReady, [](SimState& s) { s.Check(s.value[kIsReady] == 1); });
  SimProgram program = {{Lock(kMutex), Wait(kCondition, kMutex), use, Unlock(kMutex)},
                        {Lock(kMutex), Store(kIsReady, [](SimState& s) { s.value[kIsReady] = 1; }),
                         Signal(kCondition), Unlock(kMutex)}};
  const std::unique_ptr<Strategy> dfs = MakeDfs(false);
  bool found = false;
  while (const std::optional<ExecutionPlan> plan = dfs->Next()) {
    const Execution execution = Simulate(program, *plan);
    found |= execution.finding.kind == trace::Kind::kAssertion;
    dfs->Learn(*plan, execution, true);
  }
  EXPECT_TRUE(found);
  EXPECT_TRUE(dfs->coverage().all);
  EXPECT_EQ(dfs->coverage().limits, "each wait ending early at most once");
}

// The timeout comes in one schedule by itself (when the signal came too early), and else only
// early.
TEST(Dfs, AnEarlyTimeoutIsAChoice) {
  // Fails only when it timed out although the other task has not begun.
  SimOp use = Load(kIsReady,
                   [](SimState& s) { s.Check(s.value[kIsReady] == 1 || s.value[kTimedOut] == 0); });
  SimOp set = Store(kIsReady, [](SimState& s) { s.value[kIsReady] = 1; });
  const Walk walk = Exhaust({{Lock(kMutex), TimedWait(kCondition, kMutex), use, Unlock(kMutex)},
                             {set, Lock(kMutex), Signal(kCondition), Unlock(kMutex)}});
  EXPECT_GT(walk.failing, 0u);
  EXPECT_TRUE(walk.coverage.all);
}

TEST(Dfs, WhichWaiterGetsTheSignalIsAChoice) {
  const auto waiter = [](int64_t number) {
    return std::vector<SimOp>{
        Lock(kMutex),
        Do(kOrder,
           [number](SimState& s) {
             if (s.value[kOrder] == 0) s.value[kOrder] = number;
           }),
        Wait(kCondition, kMutex),
        Do(kOrder,
           [number](SimState& s) {
             // Task 1 waited first, and task 2 comes out first.
             s.Check(number != 2 || s.value[kOrder] != 1 || s.value[kOneIsOut] != 0);
             s.value[kOneIsOut] = 1;
           }),
        Unlock(kMutex)};
  };
  const SimProgram program = {
      waiter(1), waiter(2), {Lock(kMutex), Signal(kCondition), Signal(kCondition), Unlock(kMutex)}};
  const std::unique_ptr<Strategy> dfs = MakeDfs(false);
  bool woke_second = false;
  for (int i = 0; i < 3'000; ++i) {
    const std::optional<ExecutionPlan> plan = dfs->Next();
    if (!plan) break;
    const Execution execution = Simulate(program, *plan);
    for (const trace::Decision& decision : execution.decisions) {
      woke_second |= decision.mode == trace::Mode::kWake && execution.Failed();
    }
    dfs->Learn(*plan, execution, true);
  }
  EXPECT_TRUE(woke_second);
}

// One execution, made by hand, after which there is nothing more to run.
Coverage After(const std::function<void(Execution&)>& spoil) {
  const std::unique_ptr<Strategy> dfs = MakeDfs(false);
  const ExecutionPlan plan = dfs->Next().value();
  Execution execution = Simulate(Independent(1, 1), plan);
  spoil(execution);
  dfs->Learn(plan, execution, true);
  EXPECT_FALSE(dfs->Next().has_value());
  return dfs->coverage();
}

TEST(Dfs, ClaimsNothingThatItDoesNotKnow) {
  EXPECT_TRUE(After([](Execution&) {}).all);
  const auto no_claim = [](const Coverage& c) {
    return !c.all && c.preemptions == -1 && !c.limits.empty();
  };
  EXPECT_TRUE(no_claim(After([](Execution& e) { e.points_cut = true; })));
  EXPECT_TRUE(no_claim(After([](Execution& e) { e.decisions_cut = true; })));
  EXPECT_TRUE(no_claim(After([](Execution& e) { e.end = trace::End::kLimit; })));
  EXPECT_TRUE(no_claim(After([](Execution& e) { e.point_list[0].enabled_count = 70; })));
}

TEST(Dfs, NoticesThatAScheduleDoesNotRepeat) {
  const std::unique_ptr<Strategy> dfs = MakeDfs(false);
  ExecutionPlan plan = dfs->Next().value();
  dfs->Learn(plan, Simulate(Independent(2, 2), plan), true);
  plan = dfs->Next().value();
  ASSERT_FALSE(plan.decisions.empty());
  dfs->Learn(plan, Simulate(Independent(1, 2), plan), true);  // another program
  EXPECT_EQ(dfs->coverage().preemptions, -1);
  EXPECT_THAT(dfs->coverage().limits, testing::HasSubstr("did not repeat"));
}

}  // namespace
}  // namespace racelab::explore
