// Tests of minimising: known minima, the limit of tries, and the same answer every time.
#include "checker/explore/minimize.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/explore/simulator.h"

namespace racelab::explore {
namespace {

using testing::ElementsAre;
using testing::SizeIs;
using trace::Decision;
using trace::Execution;
using trace::ExecutionPlan;

bool Fails(const Execution& execution) { return execution.Failed(); }

// A failing execution with many needless switches: the first of the seeds that fails.
ExecutionPlan NoisyFailure(const SimProgram& program, uint64_t seed) {
  ExecutionPlan plan;
  plan.rule = trace::Rule::kRandom;
  plan.switch_permille = 700;
  for (plan.seed = seed;; ++plan.seed) {
    const Execution execution = Simulate(program, plan);
    if (execution.Failed()) return trace::ReplayOf(plan, execution);
  }
}

// One preemption, at the earliest point that does it: task 1 is past its load (its 3rd operation)
// and arrives at its 4th.
TEST(Minimize, ALostUpdateNeedsOnePreemption) {
  for (uint64_t seed = 0; seed < 2'000; seed += 100) {
    SimExecutor executor(LostUpdate(2));
    const Minimized small = Minimize(executor, NoisyFailure(LostUpdate(2), seed), Fails).value();
    EXPECT_TRUE(small.execution.Failed());
    EXPECT_THAT(small.plan.decisions, SizeIs(testing::Le(2))) << seed;
    EXPECT_EQ(ContextSwitches(small.execution), 3u) << seed;  // main, 1, 2, 1; or the other way
    EXPECT_EQ(small.plan.decisions.back().point, 4u) << seed;
  }
}

TEST(Minimize, ADeadlockNeedsOnePreemption) {
  SimExecutor executor(Abba());
  const Minimized small = Minimize(executor, NoisyFailure(Abba(), 5), Fails).value();
  EXPECT_EQ(small.execution.finding.kind, trace::Kind::kDeadlock);
  EXPECT_EQ(small.plan.decisions.back().point, 2u);
}

// Four steps that must alternate: 1, 2, 1, 2, and a check by 1. Three switches must be forced, one
// comes by itself when task 2 ends.
TEST(Minimize, AHandShakeKeepsAllItsSwitches) {
  const auto step = [](int64_t from) {
    return Do(9, [from](SimState& s) {
      if (s.value[9] == from) s.value[9] = from + 1;
    });
  };
  const SimOp check = Load(9, [](SimState& s) { s.Check(s.value[9] != 4); });
  const SimProgram program = {{Touch(1), step(0), Touch(1), step(2), Touch(1), check},
                              {Touch(2), step(1), Touch(2), step(3)}};
  SimExecutor executor(program);
  const Minimized small = Minimize(executor, NoisyFailure(program, 1), Fails).value();
  EXPECT_THAT(small.plan.decisions, ElementsAre(Decision{.point = 3, .task = 1, .next = 2},
                                                Decision{.point = 3, .task = 2, .next = 1},
                                                Decision{.point = 5, .task = 1, .next = 2}));
}

TEST(Minimize, KeepsItsLimitAndItsAnswer) {
  const ExecutionPlan noisy = NoisyFailure(LostUpdate(30), 3);
  for (const int tries : {1, 7, 300}) {
    SimExecutor first(LostUpdate(30)), second(LostUpdate(30));
    const Minimized a = Minimize(first, noisy, Fails, tries).value();
    const Minimized b = Minimize(second, noisy, Fails, tries).value();
    EXPECT_LE(a.tries, tries);
    EXPECT_EQ(first.plans.size(), static_cast<size_t>(a.tries));
    EXPECT_TRUE(a.execution.Failed());
    EXPECT_TRUE(a.plan == b.plan);
  }
}

TEST(Minimize, RefusesWhatDoesNotFail) {
  SimExecutor executor(LostUpdate(2));
  EXPECT_TRUE(absl::IsFailedPrecondition(Minimize(executor, {}, Fails).status()));
}

}  // namespace
}  // namespace racelab::explore
