// Tests of the portfolio: its order, its variety, and that it is the same every time.
#include "checker/explore/portfolio.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "checker/explore/explorer.h"
#include "checker/explore/strategies.h"
#include "tests/unit/explore/simulator.h"

namespace racelab::explore {
namespace {

using trace::Rule;

// Large enough that dfs does not come first.
SimProgram Large() { return Contended(3, 40); }

std::vector<ExecutionPlan> Plans(const SimProgram& program, const std::string& strategy,
                                 uint64_t seed, uint64_t budget) {
  SimExecutor executor(program);
  ExploreRequest request;
  request.strategy = strategy;
  request.seed = seed;
  request.executions = budget;
  EXPECT_TRUE(Explore(executor, request).ok());
  return executor.plans;
}

TEST(Portfolio, TheSameSeedGivesTheSamePlans) {
  for (const std::string& name : ScheduleStrategies()) {
    const auto first = Plans(Large(), name, 7, 300);
    EXPECT_TRUE(first == Plans(Large(), name, 7, 300)) << name;
    const bool drawn = name != "dfs" && name != "dpor";
    EXPECT_EQ(first == Plans(Large(), name, 8, 300), !drawn) << name;
  }
}

TEST(Portfolio, ProfilesFirstAndGivesEveryRuleItsShare) {
  const std::vector<ExecutionPlan> plans = Plans(Large(), "portfolio", 1, 1'000);
  ASSERT_EQ(plans.size(), 1'000u);
  EXPECT_EQ(plans[0].rule, Rule::kStay);
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(plans[static_cast<size_t>(i)].record_points);
  std::map<Rule, int> rules;
  for (const ExecutionPlan& plan : plans) ++rules[plan.rule];
  for (const Rule rule : {Rule::kRandom, Rule::kPct, Rule::kPos, Rule::kSurw}) {
    EXPECT_GE(rules[rule], 35) << static_cast<int>(rule);
  }
  EXPECT_GE(rules[Rule::kStay], 300);  // serial, and dfs at the end
}

// Every rule meets fresh and reused memory, early timeouts and spurious wakeups, and none of them.
TEST(Portfolio, EveryRuleMeetsEveryVariation) {
  std::map<Rule, std::set<int>> variations;
  for (const ExecutionPlan& plan : Plans(Large(), "portfolio", 1, 1'000)) {
    if (plan.record_points) continue;
    variations[plan.rule].insert((plan.reuse_memory ? 1 : 0) + (plan.timeout_permille > 0 ? 2 : 0) +
                                 (plan.spurious_permille > 0 ? 4 : 0));
  }
  for (const Rule rule : {Rule::kRandom, Rule::kPct, Rule::kPos, Rule::kSurw}) {
    EXPECT_EQ(variations[rule].size(), 8u) << static_cast<int>(rule);
  }
}

TEST(Portfolio, ExhaustsASmallTreeEarlyAndStops) {
  SimExecutor executor(Contended(2, 3));
  const ExploreResult result = Explore(executor, {.executions = 2'000}).value();
  EXPECT_EQ(result.verdict, ExploreVerdict::kNoneFound);
  EXPECT_EQ(result.exhausted, "exhausted: 20 executions, all of them");
  EXPECT_LE(result.executions, 128u);  // the profiles, and what took turns with dpor, too
}

TEST(Portfolio, SaysHowFarItCameInALargeTree) {
  SimExecutor executor(Contended(2, 45));
  const ExploreResult result = Explore(executor, {.executions = 2'000}).value();
  EXPECT_EQ(result.exhausted, "exhausted up to 1 preemption");
  EXPECT_EQ(result.executions, 2'000u);
}

TEST(Portfolio, FindsSmallBugsWithinAHundredExecutionsOfEverySeed) {
  for (uint64_t seed = 0; seed < 20; ++seed) {
    for (const SimProgram& program : {Abba(), LostUpdate(3), LostUpdate(40)}) {
      SimExecutor executor(program);
      const ExploreResult result = Explore(executor, {.executions = 500, .seed = seed}).value();
      EXPECT_EQ(result.verdict, ExploreVerdict::kFound);
      EXPECT_LE(result.first_failure, 100u) << seed;
    }
  }
}

}  // namespace
}  // namespace racelab::explore
