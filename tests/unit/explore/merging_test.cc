// Tests of dfs where it merges states and knows quiet steps: nothing is left out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "checker/explore/quiet.h"
#include "checker/explore/strategies.h"
#include "tests/unit/explore/random_programs.h"

namespace racelab::explore {
namespace {

constexpr uint64_t kLimit = 3'000;

// Dfs with or without merging, and the classes that were seen when each bound was through.
struct Walked {
  Seen seen;
  std::map<int, std::set<Class>> by_bound;
};

Walked WalkThrough(const SimProgram& program, bool merge_states) {
  Walked walked;
  walked.seen = Exhaust(*MakeDfs(false, merge_states), program, kLimit, [&](const Seen& seen) {
    walked.by_bound.try_emplace(seen.coverage.preemptions, seen.classes);
  });
  return walked;
}

// Merging costs dfs no class, at no bound, in 100 programs of each kind. What is wrong for one
// program in 50 is missed with a chance of 0.98^100, 13 %.
class MergingOfRandomPrograms : public testing::TestWithParam<std::string> {};

TEST_P(MergingOfRandomPrograms, SeesTheSameAtEachBound) {
  std::mt19937 random(2);
  uint64_t runs = 0, merged_runs = 0;
  for (int programs = 0; programs < 100;) {
    const SimProgram program = RandomProgram(random, GetParam());
    const Walked plain = WalkThrough(program, false);
    const Seen& all = plain.seen;
    if (!all.coverage.all || all.fails) continue;
    ++programs;
    Walked merged = WalkThrough(program, true);
    EXPECT_TRUE(merged.seen.coverage.all);
    EXPECT_TRUE(merged.seen.classes == all.classes)
        << "program " << programs << ": " << merged.seen.classes.size() << " of "
        << all.classes.size();
    for (const auto& [bound, classes] : plain.by_bound) {
      const auto& found = merged.by_bound.try_emplace(bound, merged.seen.classes).first->second;
      EXPECT_TRUE(std::includes(found.begin(), found.end(), classes.begin(), classes.end()))
          << "program " << programs << ", " << bound << " preemptions";
    }
    runs += all.runs;
    merged_runs += merged.seen.runs;
  }
  EXPECT_LT(merged_runs, runs / 2);
}

INSTANTIATE_TEST_SUITE_P(Kinds, MergingOfRandomPrograms, testing::ValuesIn(kRandomKinds),
                         [](const auto& test) { return test.param; });

Seen RunAll(const SimProgram& program) {
  const Seen seen = Exhaust(*MakeDfs(false, true), Started(program), kLimit);
  EXPECT_TRUE(seen.coverage.all);
  return seen;
}

TEST(Merging, TasksThatHaveNothingToDoWithEachOtherAreNotLeft) {
  EXPECT_EQ(RunAll(Independent(2, 5)).classes.size(), 1u);
  EXPECT_LE(RunAll(Independent(2, 5)).runs, 4u);  // who begins; C(10, 5) without merging
}

// Two tasks of n writes have a lattice of states: the number of schedules that differ still grows,
// but each state is left once by each task.
TEST(Merging, EachStateIsLeftOnce) {
  const Seen seen = RunAll(Contended(2, 4));
  EXPECT_EQ(seen.classes.size(), 70u);
  EXPECT_LE(seen.runs, 140u);
}

// Object 1 belongs to one task until the other one is seen to use it, too.
TEST(Merging, BeginsAgainWhenAStepIsNotAsQuietAsItSeemed) {
  const SimProgram one = Started({{Store(1, nullptr), Store(2, nullptr)}, {Store(2, nullptr)}});
  const SimProgram two = Started({{Store(1, nullptr), Store(2, nullptr)}, {Store(1, nullptr)}});
  const std::unique_ptr<Strategy> dfs = MakeDfs(false, true);
  ExecutionPlan plan = dfs->Next().value();
  dfs->Learn(plan, Simulate(one, plan), true);
  plan = dfs->Next().value();
  ASSERT_FALSE(plan.decisions.empty());
  dfs->Learn(plan, Simulate(two, plan), true);
  EXPECT_EQ(dfs->coverage().executions, 0u);
  EXPECT_TRUE(dfs->Next().value().decisions.empty());
}

TEST(Merging, AStepIsQuietAsLongAsNobodyElseUsesItsObject) {
  ExecutionPlan plan;
  plan.record_points = true;
  const StepList alone =
      StepsOf(Simulate(Started({{Store(1, nullptr)}, {Store(2, nullptr)}}), plan));
  QuietSteps quiet;
  EXPECT_TRUE(quiet.Learn(alone));
  for (const Step& step : alone.steps) EXPECT_TRUE(quiet.IsQuiet(step));
  EXPECT_TRUE(quiet.Learn(alone));
  const StepList shared =
      StepsOf(Simulate(Started({{Store(1, nullptr)}, {Load(1, nullptr)}}), plan));
  EXPECT_FALSE(quiet.Learn(shared));
  EXPECT_TRUE(quiet.Learn(shared));  // known by now
  for (const Step& step : shared.steps) {
    EXPECT_EQ(quiet.IsQuiet(step), step.touches[0].object != 1);
  }
}

// Where signals may come, states are not what their steps say; it goes on without merging.
TEST(Merging, NotWhereStepsDoNotTell) {
  const auto count = [](bool signals) {
    const std::unique_ptr<Strategy> dfs = MakeDfs(false, true);
    uint64_t runs = 0;
    while (const std::optional<ExecutionPlan> plan = dfs->Next()) {
      trace::Execution execution = Simulate(Contended(2, 3), *plan);
      execution.signals = signals;
      dfs->Learn(*plan, execution, true);
      ++runs;
    }
    EXPECT_TRUE(dfs->coverage().all);
    return runs;
  };
  EXPECT_LT(count(false), count(true));
}

// Too late: what was left out before may matter.
TEST(Merging, ClaimsNothingWhenSignalsComeLater) {
  const std::unique_ptr<Strategy> dfs = MakeDfs(false, true);
  for (uint64_t n = 1; const std::optional<ExecutionPlan> plan = dfs->Next(); ++n) {
    trace::Execution execution = Simulate(Contended(2, 3), *plan);
    execution.signals = n == 10;
    dfs->Learn(*plan, execution, true);
  }
  EXPECT_EQ(dfs->coverage().limits, "signals may come at any time");
  EXPECT_EQ(dfs->coverage().preemptions, -1);
}

}  // namespace
}  // namespace racelab::explore
