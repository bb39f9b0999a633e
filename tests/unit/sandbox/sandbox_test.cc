// The sandbox against hostile programs: shell scripts that hang, flood, fork, kill and leave
// things.
#include "checker/sandbox/sandbox.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <fstream>

#include "checker/base/interrupt.h"
#include "tests/unit/sandbox/attempts.h"

namespace racelab {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

ProgramRun Script(const std::string& script) { return {.arguments = {"-c", script}}; }

RunPlan Plan(const std::string& script) {
  RunPlan plan{.executable = "/bin/sh", .runs = {Script(script)}};
  plan.limits.wall_seconds = 3;
  plan.limits.stuck_seconds = 0.5;
  return plan;
}

// Each test runs in the strongest isolation of this machine and again without bubblewrap.
class SandboxTest : public ::testing::TestWithParam<bool> {
 protected:
  static void SetUpTestSuite() { CatchInterrupts(); }

  void SetUp() override {
    sandbox_ = ProbeSandbox();
    if (!GetParam()) sandbox_.SwitchOff(kNamespaces);
  }

  RunOutcome RunScript(const std::string& script) {
    const auto outcomes = RunInSandbox(sandbox_, Plan(script), nullptr);
    EXPECT_TRUE(outcomes.ok()) << outcomes.status();
    if (!outcomes.ok() || outcomes->empty()) return {};
    return outcomes->back();
  }

  Sandbox sandbox_;
};

TEST_P(SandboxTest, TellsExitCodeAndOutput) {
  const RunOutcome outcome = RunScript("echo out; echo err >&2; echo line >&3; exit 7");
  EXPECT_EQ(outcome.end, RunEnd::kExited);
  EXPECT_EQ(outcome.code, 7);
  EXPECT_EQ(outcome.output, "out\nerr\n");
  EXPECT_EQ(outcome.record, "line\n");
  EXPECT_TRUE(outcome.left.Empty());
}

TEST_P(SandboxTest, TellsExitCodeElevenFromASegmentationFault) {
  EXPECT_EQ(RunScript("exit 11").end, RunEnd::kExited);
  const RunOutcome crashed = RunScript("kill -SEGV $$");
  EXPECT_EQ(crashed.end, RunEnd::kSignaled);
  EXPECT_EQ(crashed.code, SIGSEGV);
}

TEST_P(SandboxTest, FindsAStuckProgramAndWhatItWaitsFor) {
  const RunOutcome outcome = RunScript("mkfifo pipe; read line < pipe");
  EXPECT_EQ(outcome.end, RunEnd::kStuck);
  ASSERT_THAT(outcome.waiting, SizeIs(1));
  EXPECT_EQ(outcome.waiting[0].call, "openat");
}

TEST_P(SandboxTest, ASleepIsNotStuck) {
  const RunOutcome outcome = RunScript("sleep 1; exit 5");
  EXPECT_EQ(outcome.end, RunEnd::kExited);
  EXPECT_EQ(outcome.code, 5);
}

// A container's root may not look into other users' processes: it still sees that one sleeps.
TEST_P(SandboxTest, ASleepIsNotStuckWhereRootHasFewRights) {
  if (geteuid() != 0) GTEST_SKIP() << "for root only";
  const TempDir folder = TempDir::Create("supervisor").value();
  const std::filesystem::path script = folder.path() / "script";
  std::ofstream(script) << "#!/bin/sh\nexec setpriv --bounding-set=-sys_ptrace "
                        << std::filesystem::read_symlink("/proc/self/exe") << " \"$@\"\n";
  std::filesystem::permissions(script, std::filesystem::perms::all);
  sandbox_.SwitchOff(kNamespaces);
  sandbox_.supervisor = script;
  EXPECT_EQ(RunScript("sleep 1; exit 5").code, 5);
}

TEST_P(SandboxTest, ALongSleepIsStuck) {
  RunPlan plan = Plan("sleep 1000");
  plan.limits.wall_seconds = 60;
  plan.limits.idle_seconds = 1;
  const auto outcomes = RunInSandbox(sandbox_, plan, nullptr);
  ASSERT_TRUE(outcomes.ok()) << outcomes.status();
  EXPECT_EQ(outcomes->back().end, RunEnd::kStuck);
}

TEST_P(SandboxTest, EndsAProgramThatSpins) {
  EXPECT_EQ(RunScript("while :; do :; done").end, RunEnd::kTimeout);
}

TEST_P(SandboxTest, EndsAFloodAndKeepsABoundedPart) {
  const RunOutcome outcome = RunScript("while :; do echo flood flood flood flood; done");
  EXPECT_EQ(outcome.end, RunEnd::kFlood);
  EXPECT_LE(outcome.output.size(), (16u << 20) + 1);
  EXPECT_EQ(RunScript("yes record >&3").end, RunEnd::kFlood);
}

// A line for each of many calls is no flood.
TEST_P(SandboxTest, ManyLinesAreNoFlood) {
  const RunOutcome outcome = RunScript("head -c 10000000 /dev/zero");
  EXPECT_EQ(outcome.end, RunEnd::kExited);
  EXPECT_EQ(outcome.output.size(), 10'000'000u);
}

TEST_P(SandboxTest, EndsAForkBomb) {
  // A shell that cannot fork any more ends by itself: what it has started stays, and so does the
  // first process, which forks once.
  RunPlan plan = Plan("bomb() { while :; do sleep 100 & done; }; bomb & exec sleep 100");
  // A busy machine forks slowly.
  plan.limits.wall_seconds = plan.limits.stuck_seconds = plan.limits.idle_seconds = 60;
  const auto outcomes = RunInSandbox(sandbox_, plan, nullptr);
  ASSERT_TRUE(outcomes.ok()) << outcomes.status();
  EXPECT_EQ(outcomes->back().end, RunEnd::kTooManyProcesses);
}

TEST_P(SandboxTest, NamesChildrenThatOutliveTheProgram) {
  const RunOutcome outcome = RunScript("setsid sleep 1000 & exit 0");
  EXPECT_EQ(outcome.end, RunEnd::kExited);
  EXPECT_THAT(outcome.left.processes, Contains(HasSubstr("sleep")));
}

TEST_P(SandboxTest, NamesChildrenNobodyWaitedFor) {
  const RunOutcome outcome = RunScript("(exec sh -c 'true & exec true')& wait; exit 0");
  EXPECT_EQ(outcome.end, RunEnd::kExited);
  EXPECT_THAT(outcome.left.zombies, SizeIs(1));
}

TEST_P(SandboxTest, SweepsFilesAndSharedMemory) {
  const std::string leave = "echo x > left-file; echo x > /dev/shm/racelab-sandbox-test; exit 0";
  const RunOutcome outcome = RunScript(leave);
  EXPECT_THAT(outcome.left.files, Contains("left-file"));
  if (sandbox_.Has(kUid) || GetParam()) {
    EXPECT_THAT(outcome.left.shared_memory, Contains("racelab-sandbox-test"));
    EXPECT_FALSE(std::filesystem::exists("/dev/shm/racelab-sandbox-test"));
  }
  std::filesystem::remove("/dev/shm/racelab-sandbox-test");
}

TEST_P(SandboxTest, SurvivesAProgramThatKillsItsParent) {
  const RunOutcome outcome = RunScript("kill -9 $PPID; sleep 1000 & exit 0");
  if (outcome.end == RunEnd::kSignaled) {
    EXPECT_EQ(outcome.message, "the program killed its supervisor");
  } else {
    EXPECT_EQ(outcome.end, RunEnd::kExited);  // another user: the kill had no effect
    EXPECT_THAT(outcome.output, HasSubstr("ermi"));
  }
}

TEST_P(SandboxTest, SurvivesAProgramThatRemovesItsFolder) {
  const RunOutcome outcome = RunScript("rm -rf \"$PWD\"; exit 0");
  EXPECT_EQ(outcome.end, RunEnd::kExited);
  EXPECT_TRUE(outcome.left.Empty());
}

TEST_P(SandboxTest, StopsAfterTheFirstRunThatFails) {
  RunPlan plan = Plan("exit 0");
  plan.runs = {Script("exit 0"), Script("exit 1"), Script("exit 0")};
  std::vector<int> seen;
  const auto outcomes = RunInSandbox(sandbox_, plan, [&](int run) { seen.push_back(run); });
  ASSERT_TRUE(outcomes.ok());
  EXPECT_THAT(*outcomes, SizeIs(2));
  EXPECT_THAT(seen, ::testing::ElementsAre(0, 1));
}

TEST_P(SandboxTest, SaysWhenThereIsNoProgram) {
  const RunPlan plan{.executable = "/no/such", .runs = {ProgramRun{}}};
  const auto outcomes = RunInSandbox(sandbox_, plan, nullptr);
  EXPECT_FALSE(outcomes.ok());
  EXPECT_THAT(std::string(outcomes.status().message()), HasSubstr("cannot place"));
}

TEST_P(SandboxTest, LeavesNoProcessBehind) {
  RunScript("for i in 1 2 3; do setsid sh -c 'trap \"\" TERM HUP; sleep 987654' & done; exit 0");
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    std::ifstream file(entry.path() / "cmdline");
    std::string command;
    std::getline(file, command);
    EXPECT_THAT(command, Not(HasSubstr("987654"))) << entry.path();
  }
}

TEST_P(SandboxTest, HidesFolders) {
  if (!sandbox_.Has(kNamespaces) && !sandbox_.Has(kLandlock)) return;
  RunPlan plan = Plan("ls /etc");  // a folder that every user of every machine can read
  EXPECT_THAT((*RunInSandbox(sandbox_, plan, nullptr))[0].output, HasSubstr("passwd"));
  plan.hide = {"/etc"};
  EXPECT_THAT((*RunInSandbox(sandbox_, plan, nullptr))[0].output, Not(HasSubstr("passwd")));
}

INSTANTIATE_TEST_SUITE_P(Layers, SandboxTest, ::testing::Values(true, false),
                         [](const auto& layers) { return layers.param ? "All" : "NoBubblewrap"; });

}  // namespace
}  // namespace racelab

int main(int argc, char** argv) {
  if (argc > 1 && std::strcmp(argv[1], "supervise") == 0) return racelab::Supervise();
  if (argc > 3 && std::strcmp(argv[1], "attempt") == 0) _exit(racelab::Attempt(argv[2], argv[3]));
  ::testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
