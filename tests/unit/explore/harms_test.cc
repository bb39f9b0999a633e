// Deaths and faults: every place in turn, none twice, and only where they may be.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "checker/explore/explorer.h"
#include "checker/explore/strategies.h"

namespace racelab::explore {
namespace {

using testing::ElementsAre;
using trace::Mode;

bool DiesBefore(const ExecutionPlan& plan, uint16_t task, uint32_t point) {
  return std::ranges::any_of(plan.decisions, [&](const trace::Decision& decision) {
    return decision.mode == Mode::kKill && decision.task == task && decision.point <= point;
  });
}

// Two tasks with two points each; the second one may die with this mark. Nobody passes the point at
// which the plan lets him die.
Execution WithPoints(const ExecutionPlan& plan, uint64_t hash, uint64_t mark) {
  Execution execution;
  execution.end = trace::End::kCompleted;
  execution.hash = hash;
  execution.process_of = {0, 1};
  execution.decisions = plan.decisions;
  for (const auto& [task, point] : {std::pair(0, 1u), {1, 1u}, {0, 2u}, {1, 2u}}) {
    if (DiesBefore(plan, task, point)) continue;
    trace::Point at = {};
    at.task = static_cast<uint16_t>(task);
    at.point = point;
    at.op = trace::Op::kTransfer;
    at.may_die = task == 1 ? mark : mark / 2;
    execution.point_list.push_back(at);
  }
  return execution;
}

// The first plans; each execution is as the one before, with the plan's decisions.
std::vector<ExecutionPlan> FirstPlans(Strategy& strategy, size_t count, uint64_t mark) {
  std::vector<ExecutionPlan> plans;
  while (plans.size() < count) {
    const std::optional<ExecutionPlan> plan = strategy.Next();
    if (!plan) break;
    strategy.Learn(*plan, WithPoints(*plan, 7, mark), true);
    plans.push_back(*plan);
  }
  return plans;
}

std::vector<uint32_t> DeathsOf(const std::vector<ExecutionPlan>& plans) {
  std::vector<uint32_t> points;
  for (const ExecutionPlan& plan : plans) {
    if (plan.decisions.size() != 1 || plan.decisions[0].mode != Mode::kKill) continue;
    EXPECT_EQ(plan.decisions[0].task, 1);
    points.push_back(plan.decisions[0].point);
  }
  return points;
}

TEST(HarmsTest, AProcessDiesOnceAtEachOfItsPoints) {
  const auto crashes = MakeCrashes(1);
  EXPECT_THAT(DeathsOf(FirstPlans(*crashes, 3, 1)), ElementsAre(1, 2));
  EXPECT_EQ(crashes->coverage().harms, 2u);
  EXPECT_EQ(crashes->coverage().harms_done, 2u);
}

TEST(HarmsTest, WhereATestMarksWhoMayDieNobodyElseDoes) {
  const auto crashes = MakeCrashes(1);  // task 0 has the mark 1, task 1 the mark 2
  const std::vector<ExecutionPlan> plans = FirstPlans(*crashes, 3, 2);
  EXPECT_THAT(DeathsOf(plans), ElementsAre(1, 2));
  EXPECT_EQ(plans.back().decisions[0].next, 2);  // and not before its process has the mark
}

// Two processes, one step each. When the first one has died, the second one repairs before it.
TEST(HarmsTest, TheSecondDeathComesInTheRepair) {
  const auto crashes = MakeCrashes(1);
  std::vector<trace::Decision> last;
  for (int i = 0; i < 4; ++i) {
    const ExecutionPlan plan = *crashes->Next();
    last = plan.decisions;
    Execution execution;
    execution.end = trace::End::kCompleted;
    execution.decisions = plan.decisions;
    const auto pass = [&](uint16_t task, uint32_t point, uint32_t pc) {
      if (DiesBefore(plan, task, point)) return;
      trace::Point at = {};
      at.task = task, at.point = point, at.pc = pc, at.may_die = 1;
      execution.point_list.push_back(at);
    };
    pass(1, 1, 10);
    if (DiesBefore(plan, 1, 1)) pass(2, 1, 50);
    pass(2, DiesBefore(plan, 1, 1) ? 2 : 1, 10);
    crashes->Learn(plan, execution, true);
  }
  ASSERT_THAT(last, testing::SizeIs(2));  // after the undisturbed one, and one death of each
  EXPECT_EQ(last[0].task, 1);
  EXPECT_EQ(last[1].task, 2);
  EXPECT_EQ(last[1].point, 1u);
}

// Three steps. Who dies before the second one holds something, and the other one has to tidy up.
TEST(HarmsTest, DrawnSchedulesHaveADeathMostlyWhereItMatters) {
  const auto crashes = MakeCrashes(1);
  int drawn = 0, without = 0, grave = 0;
  for (uint64_t number = 0; number < 1'000; ++number) {
    const ExecutionPlan plan = *crashes->Next();
    if (plan.rule != trace::Rule::kStay) {
      ++drawn;
      plan.decisions.empty() ? ++without : grave += plan.decisions[0].point == 2;
    }
    Execution execution;
    execution.end = trace::End::kCompleted;
    execution.hash = number;
    execution.process_of = {0, 1};
    execution.decisions = plan.decisions;
    for (uint32_t point = 1; point <= 3 && !DiesBefore(plan, 1, point); ++point) {
      trace::Point at = {};
      at.task = 1, at.point = point, at.pc = point, at.may_die = 1;
      execution.point_list.push_back(at);
    }
    trace::Point tidies = {};
    tidies.pc = 50;
    if (DiesBefore(plan, 1, 2) && !DiesBefore(plan, 1, 1)) execution.point_list.push_back(tidies);
    crashes->Learn(plan, execution, true);
  }
  EXPECT_GT(drawn, 900);
  EXPECT_LT(without, drawn / 5);
  // Three of four are drawn from those that matter, and a third of the rest. By chance it would be
  // a third of all: the odds of this with a wrong strategy are under 1e-9.
  EXPECT_GT(grave, drawn / 2);
}

TEST(HarmsTest, OnlyTheVictimDies) {
  EXPECT_THAT(DeathsOf(FirstPlans(*MakeCrashes(1, 2), 3, 1)), ElementsAre(1, 2));
  EXPECT_THAT(DeathsOf(FirstPlans(*MakeCrashes(1, 3), 3, 1)), testing::IsEmpty());
}

TEST(HarmsTest, AllPointsAreVisitedOnlyForDeaths) {
  EXPECT_TRUE(MakeCrashes(1)->Next()->shared_points);
  EXPECT_FALSE(MakeFaults(1)->Next()->shared_points);
}

TEST(HarmsTest, ACallFailsInEveryWayThatItMay) {
  const auto faults = MakeFaults(1);
  std::vector<uint32_t> ways;
  for (const ExecutionPlan& plan : FirstPlans(*faults, 4, 0)) {
    for (const trace::Decision& decision : plan.decisions) ways.push_back(decision.next);
  }
  EXPECT_THAT(ways, ElementsAre(1, 2, 3));  // of the first point: interrupted, short, full
}

TEST(HarmsTest, AnInterruptionIsNoLackOfSpace) {
  const auto interruptions = MakeInterruptions(1);
  std::vector<uint32_t> ways;
  for (const ExecutionPlan& plan : FirstPlans(*interruptions, 3, 0)) {
    for (const trace::Decision& decision : plan.decisions) ways.push_back(decision.next);
  }
  EXPECT_THAT(ways, ElementsAre(1, 2));  // interrupted, short
}

TEST(HarmsTest, IsFinishedWhenThereIsNothingToKill) {
  const auto crashes = MakeCrashes(1);
  EXPECT_LT(FirstPlans(*crashes, 100, 0).size(), 100u);
  EXPECT_EQ(crashes->coverage().harms, 0u);
  EXPECT_EQ(ExhaustedText(crashes->coverage()), "nothing was tried: there was no place to fail");
}

}  // namespace
}  // namespace racelab::explore
