// What Slurm is told and what it answers, with programs in its place; the real one: tests/slurm.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "checker/base/files.h"
#include "checker/classroom/grade_on_slurm.h"
#include "checker/classroom/slurm_array.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

// Puts shell scripts in front of the PATH.
class SlurmTest : public testing::Test {
 protected:
  SlurmTest() { setenv("PATH", absl::StrCat(folder_.path().string(), ":", path_).c_str(), 1); }
  ~SlurmTest() override { setenv("PATH", path_.c_str(), 1); }

  void Program(const std::string& name, const std::string& script) {
    std::ofstream(folder_.path() / name) << "#!/bin/sh\n" << script << "\n";
    fs::permissions(folder_.path() / name, fs::perms::owner_all);
  }

  const std::string path_ = std::getenv("PATH");
  const TempDir folder_ = TempDir::Create("slurm").value();
  const SlurmArray array_ = {.name = "racelab-1",
                             .script = "#!/bin/sh\ntrue\n",
                             .tasks = {1, 2, 3, 7},
                             .at_a_time = 4,
                             .logs = folder_.path(),
                             .options = {"--partition=long"}};
};

TEST(SlurmPartsTest, ATaskTakesAWhileAndAnArrayIsNotTooLong) {
  EXPECT_EQ(PartsOf(200, 6, 0), 200);  // six labs take half a minute
  EXPECT_EQ(PartsOf(200, 1, 0), 34);   // six students of one lab do
  EXPECT_EQ(PartsOf(7, 1, 2), 4);
  EXPECT_EQ(PartsOf(5000, 6, 0), 1000);
  EXPECT_EQ(PartsOf(1, 1, 100), 1);
}

TEST(SlurmPartsTest, TasksAreListedInRanges) {
  EXPECT_EQ(TaskList({4}), "4");
  EXPECT_EQ(TaskList({1, 2, 3, 7, 9, 10}), "1-3,7,9-10");
}

TEST_F(SlurmTest, TheScriptAndTheOptionsReachSbatch) {
  Program("sbatch",
          "cat > $(dirname $0)/script; echo \"$@\" > $(dirname $0)/words; echo '12;home'");
  EXPECT_EQ(Submit(array_).value(), "12");
  EXPECT_EQ(ReadFile(folder_.path() / "script").value(), array_.script);
  EXPECT_THAT(ReadFile(folder_.path() / "words").value(),
              testing::AllOf(HasSubstr("--array=1-3,7%4"), HasSubstr("--no-requeue"),
                             HasSubstr("%A_%a.log --partition=long\n")));
}

TEST_F(SlurmTest, ARefusalAndASilentControllerDiffer) {
  Program("sbatch", "echo 'sbatch: error: invalid partition specified: x' >&2; exit 1");
  EXPECT_TRUE(absl::IsAborted(Submit(array_).status()));
  EXPECT_THAT(std::string(Submit(array_).status().message()),
              HasSubstr("Slurm refused: sbatch: error: invalid partition specified: x; "));
  Program("sbatch",
          "echo 'sbatch: error: Batch job submission failed: Unable to contact slurm controller "
          "(connect failure)' >&2; exit 1");
  EXPECT_TRUE(absl::IsUnavailable(Submit(array_).status()));
}

TEST_F(SlurmTest, TheQueueIsCounted) {
  Program("squeue", "printf 'RUNNING|None\\nCOMPLETING|None\\nPENDING|Resources\\n'");
  const SlurmQueue queue = AskQueue("12").value();
  EXPECT_EQ(queue.running, 2);
  EXPECT_EQ(queue.waiting, 1);
  EXPECT_EQ(queue.reason, "Resources");
  EXPECT_FALSE(queue.Over());
  Program("squeue", "true");
  EXPECT_TRUE(AskQueue("12").value().Over());
  Program("squeue", "echo 'slurm_load_jobs error: Invalid job id specified' >&2; exit 1");
  EXPECT_TRUE(AskQueue("12").value().Over());
}

TEST_F(SlurmTest, WhatScancelSaysIsPassedOn) {
  Program("scancel", "true");
  EXPECT_EQ(CancelJobs("racelab-1"), absl::OkStatus());
  Program("scancel", "echo 'scancel: error: Unable to contact slurm controller' >&2; exit 1");
  EXPECT_TRUE(absl::IsUnavailable(CancelJobs("racelab-1")));
}

}  // namespace
}  // namespace racelab
