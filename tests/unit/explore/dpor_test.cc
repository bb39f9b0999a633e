// Tests of dpor: exact numbers of equivalent executions, and that none of them is left out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <random>
#include <set>

#include "checker/explore/races.h"
#include "checker/explore/steps.h"
#include "checker/explore/strategies.h"
#include "tests/unit/explore/simulator.h"

namespace racelab::explore {
namespace {

using trace::Op;

// What all executions of a set of equivalent ones have in common: the steps of each task, with all
// those of others on which each depends, in their order.
using Trace = std::vector<std::vector<std::vector<std::pair<uint16_t, size_t>>>>;

Trace TraceOf(const Execution& execution) {
  const StepList walk = StepsOf(execution);
  Trace trace(16);
  std::vector<size_t> number(walk.steps.size());
  for (size_t j = 0; j < walk.steps.size(); ++j) {
    auto& own = trace[walk.steps[j].task];
    number[j] = own.size();
    auto& before = own.emplace_back();
    before.push_back(
        {static_cast<uint16_t>(1000 + static_cast<int>(walk.steps[j].mode)), walk.steps[j].wake});
    for (size_t i = 0; i < j; ++i) {
      const bool other = walk.steps[i].task != walk.steps[j].task;
      if (other && Dependent(walk.steps[i], walk.steps[j])) {
        before.push_back({walk.steps[i].task, number[i]});
      }
    }
    std::sort(before.begin() + 1, before.end());
  }
  return trace;
}

struct Seen {
  uint64_t executions = 0, runs = 0, failing = 0;
  std::set<Trace> traces, failures;
  std::map<Trace, std::string> show;
  Coverage coverage;
};

// Tasks begin with a step that does nothing, as real ones do.
SimProgram Started(SimProgram program) {
  for (std::vector<SimOp>& task : program) task.insert(task.begin(), SimOp{Op::kStart, 0, nullptr});
  return program;
}

Seen Exhaust(std::unique_ptr<Strategy> strategy, const SimProgram& program,
             uint64_t limit = 400'000) {
  Seen seen;
  while (seen.runs < limit) {
    const std::optional<ExecutionPlan> plan = strategy->Next();
    if (!plan) break;
    const Execution execution = Simulate(program, *plan);
    ++seen.runs;
    const Trace trace = TraceOf(execution);
    seen.traces.insert(trace);
    std::string& text = seen.show[trace];
    if (text.empty()) {
      const StepList list = StepsOf(execution);
      for (const Step& step : list.steps) {
        text += " " + std::to_string(step.task) +
                (step.mode == trace::Mode::kTimeout    ? "T"
                 : step.mode == trace::Mode::kSpurious ? "S"
                                                       : "");
        if (step.wake != trace::kMaxTasks) text += "w";
      }
    }
    if (execution.Failed()) seen.failures.insert(trace);
    strategy->Learn(*plan, execution, true);
  }
  seen.coverage = strategy->coverage();
  seen.executions = seen.coverage.executions;
  return seen;
}

uint64_t Factorial(uint64_t n) { return n < 2 ? 1 : n * Factorial(n - 1); }

uint64_t DporExecutions(const SimProgram& program) {
  const Seen seen = Exhaust(MakeDpor(false), Started(program));
  EXPECT_TRUE(seen.coverage.all) << seen.coverage.limits;
  EXPECT_EQ(seen.coverage.limits, "");
  EXPECT_EQ(seen.runs, seen.executions);           // none for nothing
  EXPECT_EQ(seen.traces.size(), seen.executions);  // and none twice
  return seen.executions;
}

TEST(Dpor, TasksThatHaveNothingToDoWithEachOtherNeedOneExecution) {
  EXPECT_EQ(DporExecutions(Independent(4, 5)), 1);
}

TEST(Dpor, WritersOfOneVariableHaveNFactorialOrders) {
  for (uint64_t n = 1; n <= 6; ++n) {
    EXPECT_EQ(DporExecutions(SimProgram(n, {Store(1, nullptr)})), Factorial(n));
  }
}

TEST(Dpor, ReadersOfOneWriterHaveTwoToTheN) {
  for (uint64_t n = 1; n <= 6; ++n) {
    SimProgram program(n, {Load(1, nullptr)});
    program.push_back({Store(1, nullptr)});
    EXPECT_EQ(DporExecutions(program), uint64_t{1} << n);
  }
}

TEST(Dpor, AMutexTakenMTimesByTwoTasks) {
  const uint64_t expected[] = {2, 6, 20, 70, 252, 924};
  std::vector<SimOp> task;
  for (const uint64_t number : expected) {
    task.push_back(Lock(1));
    task.push_back(Unlock(1));
    EXPECT_EQ(DporExecutions({task, task}), number);
  }
}

TEST(Dpor, LoadAndStorePairs) {
  const std::vector<SimOp> pair = {Load(1, nullptr), Store(1, nullptr)};
  std::vector<SimOp> two = pair, three = pair;
  two.insert(two.end(), pair.begin(), pair.end());
  three = two;
  three.insert(three.end(), pair.begin(), pair.end());
  EXPECT_EQ(DporExecutions({pair, pair}), 4);
  EXPECT_EQ(DporExecutions({three, three}), 328);
  EXPECT_EQ(DporExecutions({two, two, two}), 7134);
}

TEST(Dpor, PhilosophersWithOrderedForks) {
  for (uint64_t n = 2; n <= 4; ++n) {
    SimProgram program;
    for (uint64_t i = 0; i < n; ++i) {
      const uint64_t left = 1 + i, right = 1 + (i + 1) % n;
      const uint64_t low = std::min(left, right), high = std::max(left, right);
      program.push_back({Lock(low), Lock(high), Unlock(high), Unlock(low)});
    }
    std::printf("philosophers %d: %d\n", (int)n, (int)DporExecutions(program));
  }
}

TEST(Dpor, FindsTheDeadlock) {
  const Seen seen = Exhaust(MakeDpor(false), Started(Abba()));
  EXPECT_EQ(seen.failures.size(), 1u);
  EXPECT_TRUE(seen.coverage.all);
}

// Against all schedules: what dfs sees, dpor sees, and once.
class Random : public testing::TestWithParam<int> {};
INSTANTIATE_TEST_SUITE_P(DporKinds, Random, testing::Values(2, 3, 4, 5));

std::string Show(const SimProgram& program) {
  std::string text;
  for (const auto& task : program) {
    text += "  task:";
    for (const SimOp& op : task) {
      const char* name = op.op == Op::kAtomicLoad    ? "load"
                         : op.op == Op::kAtomicStore ? "store"
                         : op.op == Op::kLock        ? "lock"
                         : op.op == Op::kUnlock      ? "unlock"
                         : op.op == Op::kWait        ? "wait"
                         : op.op == Op::kTimedWait   ? "timedwait"
                         : op.op == Op::kSignal      ? "signal"
                                                     : "start";
      text += std::string(" ") + name + std::to_string(op.object);
    }
    text += "\n";
  }
  return text;
}

TEST_P(Random, LeavesOutNoTrace) {
  std::mt19937 random(1);
  const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  int impossible = 0, programs = 0, bad = 0, tried = 0;
  while (programs < 200 && ++tried < 2000) {
    SimProgram program;
    const int tasks = 2 + below(2);
    for (int t = 0; t < tasks; ++t) {
      std::vector<SimOp> task;
      const int length = 1 + below(tasks == 2 ? 3 : 2);
      for (int k = 0; k < length; ++k) {
        const auto object = static_cast<uint64_t>(1 + below(2));
        switch (below(GetParam())) {
          case 0: task.push_back(Load(object, nullptr)); break;
          case 1: task.push_back(Store(object, nullptr)); break;
          case 2:
            task.push_back(Lock(10));
            task.push_back(below(2) ? Load(object, nullptr) : Store(object, nullptr));
            task.push_back(Unlock(10));
            break;
          case 3: task.push_back(Signal(20)); break;
          default:
            task.push_back(Lock(10));
            task.push_back(below(3) ? TimedWait(20, 10) : Wait(20, 10));
            task.push_back(Unlock(10));
        }
      }
      program.push_back(task);
    }
    program = Started(program);
    const Seen all = Exhaust(MakeDfs(false), program, 20000);
    if (!all.coverage.all || !all.failures.empty()) continue;  // too many
    ++programs;
    const Seen seen = Exhaust(MakeDpor(false), program);
    ASSERT_TRUE(seen.coverage.all) << seen.coverage.limits << Show(program);
    const bool same = std::includes(seen.traces.begin(), seen.traces.end(), all.traces.begin(),
                                    all.traces.end()) &&
                      seen.executions == seen.traces.size();
    impossible += static_cast<int>(seen.runs - seen.executions);
    if (!same && ++bad < 4) {
      ADD_FAILURE() << "program " << programs << ": dfs " << all.traces.size() << " traces, dpor "
                    << seen.traces.size() << " in " << seen.executions << "\n"
                    << Show(program);
      for (const auto& [trace, text] : all.show) {
        if (seen.traces.count(trace) == 0) std::printf("missing %s\n", text.c_str());
      }
    }
  }
  std::printf("%d programs, %d bad, impossible %d\n", programs, bad, impossible);
}

}  // namespace
}  // namespace racelab::explore
