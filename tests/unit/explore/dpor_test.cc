// Tests of dpor: exact numbers of executions that differ, none left out, none run twice.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "checker/explore/explorer.h"
#include "checker/explore/races.h"
#include "checker/explore/strategies.h"
#include "tests/unit/explore/random_programs.h"

namespace racelab::explore {
namespace {

uint64_t Executions(const SimProgram& program) {
  const Seen seen = Exhaust(*MakeDpor(false), Started(program), 400'000);
  EXPECT_TRUE(seen.coverage.all);
  EXPECT_EQ(seen.coverage.limits, "");
  EXPECT_EQ(seen.runs, seen.coverage.executions);  // none for nothing
  EXPECT_EQ(seen.classes.size(), seen.runs);       // and none twice
  return seen.coverage.executions;
}

uint64_t Factorial(uint64_t n) { return n < 2 ? 1 : n * Factorial(n - 1); }

TEST(Dpor, TasksThatHaveNothingToDoWithEachOtherNeedOneExecution) {
  EXPECT_EQ(Executions(Independent(4, 5)), 1);
}

// Its only execution counts, too.
TEST(Dpor, AProgramWithoutSchedulingPointsNeedsOneExecution) {
  const std::unique_ptr<Strategy> dpor = MakeDpor(false);
  const std::optional<ExecutionPlan> plan = dpor->Next();
  ASSERT_TRUE(plan.has_value());
  Execution execution;
  execution.end = trace::End::kCompleted;
  dpor->Learn(*plan, execution, true);
  EXPECT_FALSE(dpor->Next().has_value());
  EXPECT_TRUE(dpor->coverage().all);
  EXPECT_EQ(ExhaustedText(dpor->coverage()), "exhausted: 1 execution, the only one");
}

TEST(Dpor, WritersOfOneVariableHaveNFactorialOrders) {
  for (uint64_t n = 1; n <= 6; ++n) {
    EXPECT_EQ(Executions(SimProgram(n, {Store(1, nullptr)})), Factorial(n));
  }
}

TEST(Dpor, ReadersOfOneWriterHaveTwoToTheN) {
  for (uint64_t n = 1; n <= 6; ++n) {
    SimProgram program(n, {Load(1, nullptr)});
    program.push_back({Store(1, nullptr)});
    EXPECT_EQ(Executions(program), uint64_t{1} << n);
  }
}

TEST(Dpor, AMutexTakenMTimesByTwoTasks) {
  std::vector<SimOp> task;
  for (const uint64_t two_m_over_m : {2, 6, 20, 70, 252, 924}) {
    task.push_back(Lock(1));
    task.push_back(Unlock(1));
    EXPECT_EQ(Executions({task, task}), two_m_over_m);
  }
}

TEST(Dpor, PairsOfLoadAndStore) {
  std::vector<SimOp> one = {Load(1, nullptr), Store(1, nullptr)}, two = one, three;
  two.insert(two.end(), one.begin(), one.end());
  three = two;
  three.insert(three.end(), one.begin(), one.end());
  EXPECT_EQ(Executions({one, one}), 4);
  EXPECT_EQ(Executions({three, three}), 328);
  EXPECT_EQ(Executions({two, two, two}), 7134);
}

// In a ring each pair of neighbours has an order, but not all the same way round.
TEST(Dpor, PhilosophersInARing) {
  for (uint64_t n = 3; n <= 5; ++n) {
    SimProgram program;
    for (uint64_t i = 0; i < n; ++i) {
      const auto [low, high] = std::minmax({1 + i, 1 + (i + 1) % n});
      program.push_back({Lock(low), Lock(high), Unlock(high), Unlock(low)});
    }
    EXPECT_EQ(Executions(program), (uint64_t{1} << n) - 2);
  }
}

TEST(Dpor, FindsTheDeadlock) {
  const Seen seen = Exhaust(*MakeDpor(false), Started(Abba()), 100);
  EXPECT_TRUE(seen.fails);
  EXPECT_TRUE(seen.coverage.all);
  EXPECT_EQ(seen.runs, 2u);  // what a lock in a deadlock waits for races with nothing
}

TEST(Dpor, SaysWhyItClaimsNothing) {
  const auto limits = [](const std::function<void(Execution&)>& spoil) {
    const std::unique_ptr<Strategy> dpor = MakeDpor(false);
    while (const std::optional<ExecutionPlan> plan = dpor->Next()) {
      Execution execution = Simulate(Contended(2, 2), *plan);
      spoil(execution);
      dpor->Learn(*plan, execution, true);
    }
    EXPECT_FALSE(dpor->coverage().all);
    return dpor->coverage().limits;
  };
  EXPECT_EQ(limits([](Execution& e) { e.alarms = true; }), "an alarm may ring at any time");
  EXPECT_EQ(limits([](Execution& e) { e.signals = true; }), "signals may come at any time");
  EXPECT_EQ(limits([](Execution& e) { e.timed = true; }),
            "a wait for input, a signal or a thread may time out at any time");
  EXPECT_EQ(limits([](Execution& e) { e.robust = true; }), "the owner of a robust mutex ended");
  EXPECT_EQ(limits([](Execution& e) { e.end = trace::End::kLimit; }),
            "an execution did not come to its end");
  EXPECT_EQ(limits([](Execution& e) { e = trace::Unfinished(trace::End::kDied, ""); }),
            "an execution did not come to its end");
  EXPECT_EQ(limits([](Execution& e) { ++e.tasks; }), "the end cut a thread short");
  EXPECT_EQ(limits([](Execution& e) { std::swap(e.point_list[2].next, e.point_list[3].next); }),
            "the same schedule did not repeat itself");
}

// Against dfs, which runs every schedule, in 100 programs of each kind that it can exhaust. A rule
// that is wrong for one program in 50 is missed with a chance of 0.98^100, 13 %; the rules that
// were wrong at first were so in one of 4 to 25.
class DporOfRandomPrograms : public testing::TestWithParam<std::string> {};

TEST_P(DporOfRandomPrograms, SeesWhatDfsSeesAndNothingTwice) {
  std::mt19937 random(1);
  for (int programs = 0; programs < 100;) {
    const SimProgram program = RandomProgram(random, GetParam());
    const Seen all = Exhaust(*MakeDfs(false), program, 10'000);
    if (!all.coverage.all || all.fails) continue;  // too many; or a deadlock, which ends a search
    ++programs;
    const Seen seen = Exhaust(*MakeDpor(false), program, 10'000);
    EXPECT_TRUE(seen.coverage.all) << seen.coverage.limits;
    EXPECT_TRUE(seen.classes == all.classes)
        << "program " << programs << ": " << seen.classes.size() << " of " << all.classes.size();
    EXPECT_EQ(seen.runs, all.classes.size());
  }
}

INSTANTIATE_TEST_SUITE_P(Kinds, DporOfRandomPrograms, testing::ValuesIn(kRandomKinds),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace racelab::explore
