// Tests of sessions with a program that speaks the protocol: batches, restarts, growth, hostility.
#include "checker/explore/session.h"

#include <dirent.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include "tests/unit/explore/session_program.h"

namespace racelab::explore {
namespace {

using testing::HasSubstr;
using testing::SizeIs;
using trace::End;
using trace::Execution;
using trace::ExecutionPlan;

absl::StatusOr<std::unique_ptr<Session>> Start(const std::string& mode) {
  SessionOptions options;
  options.command.argv = {SESSION_PROGRAM, mode};
  return Session::Start(options);
}

std::vector<ExecutionPlan> Seeds(const std::vector<uint64_t>& seeds) {
  std::vector<ExecutionPlan> plans(seeds.size());
  for (size_t i = 0; i < seeds.size(); ++i) plans[i].seed = seeds[i];
  return plans;
}

std::vector<Execution> RunAll(Session& session, const std::vector<ExecutionPlan>& plans) {
  absl::StatusOr<std::vector<Execution>> executions = session.Run(plans);
  EXPECT_TRUE(executions.ok()) << executions.status();
  return executions.value_or(std::vector<Execution>{});
}

TEST(Session, RunsMorePlansThanSlotsInOrder) {
  const auto session = Start("honest").value();
  std::vector<uint64_t> seeds;
  for (uint64_t i = 0; i < 100; ++i) seeds.push_back(kFine + i);
  const std::vector<Execution> executions = RunAll(*session, Seeds(seeds));
  ASSERT_THAT(executions, SizeIs(100));
  for (size_t i = 0; i < 100; ++i) EXPECT_EQ(executions[i].hash, seeds[i] * 10);
}

TEST(Session, StopsAtTheFirstFailure) {
  const auto session = Start("honest").value();
  const std::vector<Execution> executions = RunAll(*session, Seeds({kFine, kFail, kFine}));
  ASSERT_THAT(executions, SizeIs(2));
  EXPECT_TRUE(executions[1].Failed());
  EXPECT_FALSE(RunAll(*session, Seeds({kFine}))[0].Failed());  // nothing is left over in the slot
}

TEST(Session, PlansThatRecordRunAlone) {
  const auto session = Start("honest").value();
  std::vector<ExecutionPlan> plans = Seeds({kFine, kFine + 1, kFine + 2, kFine + 3});
  plans[1].record_points = plans[2].record_points = true;
  const std::vector<Execution> executions = RunAll(*session, plans);
  ASSERT_THAT(executions, SizeIs(4));
  EXPECT_THAT(executions[0].point_list, SizeIs(0));
  ASSERT_THAT(executions[1].point_list, SizeIs(1));
  EXPECT_EQ(executions[1].point_list[0].pc, kFine + 1);
  ASSERT_THAT(executions[2].point_list, SizeIs(1));
  EXPECT_EQ(executions[2].point_list[0].pc, kFine + 2);
}

TEST(Session, GrowsWhenTheRuntimeNeedsMoreTasks) {
  const auto session = Start("honest").value();
  const std::vector<Execution> executions = RunAll(*session, Seeds({kFine, kLimit, kFine}));
  ASSERT_THAT(executions, SizeIs(3));
  EXPECT_EQ(executions[0].tasks, 64u);
  EXPECT_EQ(executions[1].end, End::kCompleted);
  EXPECT_EQ(executions[1].tasks, 256u);
  EXPECT_EQ(executions[2].tasks, 256u);
}

TEST(Session, AProgramThatDiesIsStartedAgain) {
  const auto session = Start("honest").value();
  const std::vector<Execution> executions = RunAll(*session, Seeds({kFine, kDie, kFine}));
  ASSERT_THAT(executions, SizeIs(2));
  EXPECT_EQ(executions[0].end, End::kCompleted);
  EXPECT_EQ(executions[1].end, End::kDied);
  EXPECT_EQ(executions[1].text(), "the program ended: signal 6 (Aborted)");
  EXPECT_EQ(RunAll(*session, Seeds({kFine}))[0].end, End::kCompleted);
}

// The region is sealed: shortening it fails, and the tool lives on.
TEST(Session, AProgramCannotShortenTheRegion) {
  const auto session = Start("honest").value();
  const std::vector<Execution> executions = RunAll(*session, Seeds({kShrink}));
  EXPECT_EQ(executions[0].end, End::kCompleted);
  EXPECT_EQ(executions[0].text(), "");
}

TEST(Session, ANumberThatCannotBeIsCut) {
  const auto session = Start("liar").value();
  EXPECT_THAT(RunAll(*session, Seeds({kFine, kFine})), SizeIs(2));
}

TEST(Session, OutputNeverBlocksTheProgram) {
  const auto session = Start("chatty").value();
  EXPECT_THAT(RunAll(*session, Seeds({kFine})), SizeIs(1));
  EXPECT_THAT(session->output(), HasSubstr("more than a pipe holds"));
  EXPECT_LE(session->output().size(), 16u << 10);
}

TEST(Session, SaysWhyAProgramCannotBeExplored) {
  const auto error = [](const std::string& mode) {
    const absl::Status status = Start(mode).status();
    EXPECT_TRUE(absl::IsFailedPrecondition(status)) << status;
    return std::string(status.message());
  };
  EXPECT_THAT(error("silent"), HasSubstr("not instrumented for exploration, or ended before its "
                                         "test began (exit code 7); it printed:\nstarted"));
  EXPECT_THAT(error("crash"), HasSubstr("(signal 9 (Killed))"));
  EXPECT_THAT(error("old"), HasSubstr("another version"));
  SessionOptions nowhere;
  nowhere.command.argv = {"/nowhere/program"};
  EXPECT_TRUE(absl::IsNotFound(Session::Start(nowhere).status()));
}

size_t OpenDescriptors() {
  DIR* folder = opendir("/proc/self/fd");
  size_t count = 0;
  while (readdir(folder) != nullptr) ++count;
  closedir(folder);
  return count;
}

TEST(Session, LeavesNoProcessAndNoDescriptor) {
  const size_t before = OpenDescriptors();
  {
    const auto session = Start("honest").value();
    RunAll(*session, Seeds({kFine, kDie}));
    RunAll(*session, Seeds({kFine}));
  }
  EXPECT_EQ(OpenDescriptors(), before);
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);  // no child is left
}

}  // namespace
}  // namespace racelab::explore
