// Runs the same plans in processes of their own and in one process that is put back each time: both
// must be the same executions. Every eighth right program that has threads.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "checker/explore/session.h"
#include "tests/corpus/program.h"
#include "tests/corpus/program_builder.h"

namespace racelab {
namespace {

using trace::Execution;
using trace::ExecutionPlan;

constexpr uint64_t kPlans = 150;

std::vector<ExecutionPlan> Plans() {
  std::vector<ExecutionPlan> plans;
  for (uint64_t seed = 1; seed <= kPlans; ++seed) {
    ExecutionPlan plan;
    plan.seed = seed;
    plan.rule = seed % 3 == 0 ? trace::Rule::kPos : trace::Rule::kRandom;
    plan.all_points = seed % 5 == 0;
    plan.reuse_memory = seed % 2 == 0;
    plan.switch_permille = seed % 7 == 0 ? 500 : 100;
    plan.timeout_permille = plan.spurious_permille = 20;
    plans.push_back(plan);
  }
  return plans;
}

void ExpectSame(const std::vector<Execution>& forked, const std::vector<Execution>& put_back) {
  ASSERT_EQ(put_back.size(), forked.size());
  for (uint64_t i = 0; i < forked.size(); ++i) {
    const Execution &a = forked[i], &b = put_back[i];
    EXPECT_EQ(a.end, b.end) << i;
    EXPECT_EQ(a.hash, b.hash) << i;
    EXPECT_EQ(a.points, b.points) << i;
    EXPECT_EQ(a.events, b.events) << i;
    EXPECT_EQ(a.decisions.size(), b.decisions.size()) << i;
  }
}

struct Ran {
  std::vector<Execution> executions;
  uint32_t in_one_process = 0;  // of them, the last ones
};

Ran RunPlans(const std::filesystem::path& program, bool restarts) {
  explore::SessionOptions options;
  options.command.argv = {program.string()};
  options.restarts = restarts;
  const auto session = explore::Session::Start(options);
  EXPECT_TRUE(session.ok()) << session.status();
  Ran ran;
  ran.executions = (*session)->Run(Plans()).value();
  ran.in_one_process = (*session)->in_one_process();
  return ran;
}

TEST(Restarts, MakeNoDifference) {
  ProgramBuilder builder = ProgramBuilder::Create(true).value();
  const Compiler compilers[] = {PickCompiler("clang").value(), PickCompiler("gcc").value()};
  int count = 0, restarted = 0;
  for (const CorpusProgram& program : FindCorpus()) {
    if (program.Bad() || program.processes || ++count % 8 != 0) continue;
    SCOPED_TRACE(program.path.string());
    const auto executable = builder.Build(program, compilers[count / 8 % 2]);
    ASSERT_TRUE(executable.ok()) << executable.status();
    const Ran forked = RunPlans(*executable, false);
    const Ran put_back = RunPlans(*executable, true);
    EXPECT_EQ(forked.in_one_process, 0u);
    restarted += put_back.in_one_process > kPlans / 2;
    // A program that is longer than a plan may be ends both of them there.
    ExpectSame(forked.executions, put_back.executions);
  }
  EXPECT_GE(count, 200);
  EXPECT_GE(restarted, count / 8 * 3 / 4);  // the others touch what is not put back
  RecordProperty("restarted", restarted);
}

void ExpectRestarted(const std::string& name) {
  ProgramBuilder builder = ProgramBuilder::Create(true).value();
  for (const CorpusProgram& program : FindCorpus()) {
    if (program.path.stem() != name) continue;
    const auto executable = builder.Build(program, PickCompiler("clang").value());
    ASSERT_TRUE(executable.ok()) << executable.status();
    const Ran put_back = RunPlans(*executable, true);
    EXPECT_GT(put_back.in_one_process, kPlans / 2);
    ExpectSame(RunPlans(*executable, false).executions, put_back.executions);
    return;
  }
  FAIL() << "the program is gone";
}

// Whose pages are protected until somebody writes to them, which the kernel does not.
TEST(Restarts, TheKernelAnswers) { ExpectRestarted("asks_the_kernel_good"); }

// Stand-ins look up what they stand for, in a thread of the program: no memory of libc's for that.
TEST(Restarts, FunctionsOfLibrariesAreLookedUp) { ExpectRestarted("filled_map_good"); }

// Executions of about a second each: what tells a hang asks only what a chain may ask.
TEST(Restarts, TheTimerDoesNotEndAChain) {
  ProgramBuilder builder = ProgramBuilder::Create(true).value();
  for (const CorpusProgram& program : FindCorpus()) {
    if (program.path.stem() != "quiet_rounds_good") continue;
    const auto executable = builder.Build(program, PickCompiler("clang").value());
    ASSERT_TRUE(executable.ok()) << executable.status();
    explore::SessionOptions options;
    options.command.argv = {executable->string()};
    options.restarts = true;
    const auto session = explore::Session::Start(options);
    ASSERT_TRUE(session.ok()) << session.status();
    ASSERT_TRUE((*session)->Run(std::vector<ExecutionPlan>(10)).ok());
    EXPECT_TRUE((*session)->confined());
    EXPECT_GT((*session)->in_one_process(), 5u);
    return;
  }
  FAIL() << "the program is gone";
}

}  // namespace
}  // namespace racelab
