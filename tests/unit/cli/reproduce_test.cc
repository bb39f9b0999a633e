// Tests of the command that repeats a grading.
#include "checker/cli/reproduce.h"

#include <gtest/gtest.h>

namespace racelab {
namespace {

TEST(ReproduceTest, DefaultsAreLeftOut) {
  Lab lab;
  lab.number = 1;
  EXPECT_EQ(ReproduceCommand({}, lab), "./racelab check 1");
}

TEST(ReproduceTest, NamesWhatChangesTheVerdict) {
  Options options;
  options.submission = "my work/it's";
  options.seed = 7;
  options.quick = true;
  options.compiler = "g++";
  Lab lab;
  lab.number = 12;
  EXPECT_EQ(ReproduceCommand(options, lab),
            "./racelab check 12 --submission 'my work/it'\\''s' --seed 7 --quick --compiler g++");
}

TEST(ReproduceTest, AReplayNamesTheLabOrTheProgramWithItsArguments) {
  Options options;
  Lab lab;
  lab.number = 6;
  EXPECT_EQ(ReplayTarget(options, lab), "6");
  options.submission = "my work";
  options.compiler = "g++";
  EXPECT_EQ(ReplayTarget(options, lab), "6 --submission 'my work' --compiler g++");
  EXPECT_EQ(ReplayTarget({"./prog", "-x", "two words"}), "./prog -x 'two words'");
  EXPECT_EQ(ReplayTarget({"./prog", "--seed", "4"}), "./prog -- --seed 4");
}

TEST(ReproduceTest, ShellWords) {
  EXPECT_EQ(ShellWord("solutions/01_a-b.c"), "solutions/01_a-b.c");
  EXPECT_EQ(ShellWord(""), "''");
  EXPECT_EQ(ShellWord("$(x)"), "'$(x)'");
  EXPECT_EQ(ShellWord("~"), "'~'");
}

}  // namespace
}  // namespace racelab
