// Tests of the command that each task of a cluster runs: it says what the one who submits said.
#include "checker/cli/class_task.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "checker/cli/parse.h"

namespace racelab {
namespace {

// What every option that changes a grade becomes, parsed again.
TEST(ClassTask, GradesAsWhoSubmitsIt) {
  Options said;
  said.paths = {"/class"};
  said.out = "/out";
  said.labs = {"01_lost_update", "5"};
  said.seed = 7;
  said.quick = true;
  said.compiler = "gcc";
  said.jobs = 3;
  said.deadline.due = absl::FromUnixSeconds(1'700'000'000);
  said.deadline.percent = 20;
  said.required_layers = {"landlock", "seccomp"};
  std::vector<std::string> words = SlurmRequestOf(said).command;
  words.push_back("2/3");
  words.erase(words.begin());  // the program
  const auto parsed = ParseArguments(words);
  ASSERT_TRUE(std::holds_alternative<Options>(parsed));
  const Options& task = std::get<Options>(parsed);
  EXPECT_EQ(task.command, "grade-class");
  EXPECT_EQ(task.paths, said.paths);
  EXPECT_EQ(task.out, said.out);
  EXPECT_EQ(task.labs, said.labs);
  EXPECT_EQ(task.seed, said.seed);
  EXPECT_EQ(task.quick, said.quick);
  EXPECT_EQ(task.compiler, said.compiler);
  EXPECT_EQ(task.jobs, said.jobs);
  EXPECT_EQ(task.deadline.due, said.deadline.due);
  EXPECT_EQ(task.deadline.percent, said.deadline.percent);
  EXPECT_EQ(task.required_layers, said.required_layers);
  EXPECT_EQ(task.shard, 2);
  EXPECT_EQ(task.shards, 3);
}

}  // namespace
}  // namespace racelab
