// Tests of the proof in stages: each claims what the one before left out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "checker/explore/strategies.h"
#include "tests/unit/explore/simulator.h"

namespace racelab::explore {
namespace {

// The claims, in the order in which they came; of the last stage only the last.
std::vector<Coverage> Claims(Strategy& strategy, const SimProgram& program,
                             const std::function<void(Execution&)>& spoil = nullptr) {
  std::vector<Coverage> claims;
  while (const std::optional<ExecutionPlan> plan = strategy.Next()) {
    Execution execution = Simulate(program, *plan);
    if (spoil) spoil(execution);
    strategy.Learn(*plan, execution, true);
    const Coverage now = strategy.coverage();
    if (!now.all) continue;
    if (claims.empty() || now.limits != claims.back().limits) claims.push_back(now);
  }
  // The last claim is there when it turns out that nothing is left to be run.
  const Coverage last = strategy.coverage();
  if (!claims.empty() && last.limits == claims.back().limits) claims.pop_back();
  claims.push_back(last);
  return claims;
}

uint64_t ExecutionsOf(std::unique_ptr<Strategy> dpor, const SimProgram& program) {
  return Claims(*dpor, program).back().executions;
}

const SimOp kStart = {trace::Op::kStart, 0, nullptr};
const SimProgram kWaits = {{kStart, Lock(1), TimedWait(2, 1), Unlock(1)},
                           {kStart, Lock(1), Signal(2), Unlock(1)}};

TEST(Proof, AtFirstNoWaitEndsEarly) {
  const std::unique_ptr<Strategy> proof = MakeProof();
  const std::vector<Coverage> claims = Claims(*proof, kWaits);
  ASSERT_EQ(claims.size(), 2u);
  EXPECT_TRUE(claims[0].all && claims[1].all);
  EXPECT_EQ(claims[0].limits, "no wait ending early");
  EXPECT_TRUE(claims[0].OthersFindMore());
  EXPECT_EQ(claims[0].executions, ExecutionsOf(MakeDpor(false, false), kWaits));
  EXPECT_EQ(claims[1].limits, "each wait ending early at most once");
  EXPECT_FALSE(claims[1].OthersFindMore());
  EXPECT_EQ(claims[1].executions, ExecutionsOf(MakeDpor(false), kWaits));
  EXPECT_LT(claims[0].executions, claims[1].executions);
}

TEST(Proof, OneStageWhereThereAreNoWaits) {
  const std::unique_ptr<Strategy> proof = MakeProof();
  const std::vector<Coverage> claims = Claims(*proof, Contended(2, 3));
  ASSERT_EQ(claims.size(), 1u);
  EXPECT_TRUE(claims[0].all);
  EXPECT_EQ(claims[0].limits, "");
  EXPECT_EQ(claims[0].executions, ExecutionsOf(MakeDpor(false), Contended(2, 3)));
}

TEST(Proof, ThenWithMemoryThatIsUsedAgain) {
  const std::unique_ptr<Strategy> proof = MakeProof();
  const auto reuses = [](Execution& execution) { execution.reuses = true; };
  const std::vector<Coverage> claims = Claims(*proof, Contended(2, 3), reuses);
  ASSERT_EQ(claims.size(), 2u);
  EXPECT_EQ(claims[0].limits, "freed memory never used again");
  EXPECT_EQ(claims[1].limits, "");
  EXPECT_EQ(claims[1].executions, 2 * claims[0].executions);
}

// What is known already stays known, but nothing more will be.
TEST(Proof, TheNextStageMayHaveNoClaim) {
  const std::unique_ptr<Strategy> proof = MakeProof();
  const uint64_t first = ExecutionsOf(MakeDpor(false, false), kWaits);
  uint64_t runs = 0;
  const std::vector<Coverage> claims =
      Claims(*proof, kWaits, [&](Execution& execution) { execution.alarms = ++runs > first; });
  EXPECT_TRUE(claims.back().all);
  EXPECT_EQ(claims.back().limits, "no wait ending early");
  EXPECT_TRUE(claims.back().lost);
}

}  // namespace
}  // namespace racelab::explore
