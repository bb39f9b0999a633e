// Tests of the command line's grammar and its messages.
#include "checker/cli/parse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "absl/strings/str_split.h"

namespace racelab {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

std::variant<Options, ParseStop> Parse(const std::string& line) {
  return ParseArguments(absl::StrSplit(line, ' ', absl::SkipEmpty()));
}

Options Good(const std::string& line) {
  const auto parsed = Parse(line);
  if (const auto* options = std::get_if<Options>(&parsed)) return *options;
  ADD_FAILURE() << line << ": " << std::get<ParseStop>(parsed).text;
  return {};
}

// The message of a wrong command line: two lines, code 2.
std::string Bad(const std::string& line) {
  const auto parsed = Parse(line);
  const auto* stop = std::get_if<ParseStop>(&parsed);
  if (stop == nullptr) {
    ADD_FAILURE() << line << " was accepted";
    return "";
  }
  EXPECT_EQ(stop->exit_code, 2) << line;
  EXPECT_THAT(stop->text, StartsWith("racelab: "));
  return stop->text;
}

TEST(ParseTest, CheckDefaults) {
  const Options options = Good("check 1");
  EXPECT_EQ(options.command, "check");
  EXPECT_EQ(options.lab, "1");
  EXPECT_EQ(options.seed, 1u);
  EXPECT_FALSE(options.quick);
  EXPECT_THAT(options.only, IsEmpty());
  ASSERT_EQ(options.reports.size(), 1u);
  EXPECT_EQ(options.reports[0].format, "terminal");
  EXPECT_EQ(options.reports[0].path, "");
}

TEST(ParseTest, ReportAndServe) {
  const Options report = Good("report out --since 2026-11-30T08:00:00Z --html x.html");
  EXPECT_EQ(report.out, "out");
  EXPECT_EQ(report.html, "x.html");
  EXPECT_EQ(report.since, absl::FromCivil(absl::CivilHour(2026, 11, 30, 8), absl::UTCTimeZone()));
  const Options serve = Good("serve out --since 2026-11-30");
  EXPECT_EQ(serve.since, absl::FromCivil(absl::CivilDay(2026, 11, 30), absl::LocalTimeZone()));
  EXPECT_EQ(serve.port, 8765);
  EXPECT_EQ(Good("serve out --port 0").port, 0);
  EXPECT_THAT(Bad("serve"), HasSubstr("serve needs the folder that grade-class had as --out"));
  EXPECT_THAT(Bad("serve out --port 70000"), HasSubstr("--port"));
  EXPECT_THAT(Bad("report out --since soon"), HasSubstr("--since 'soon' is no time"));
}

TEST(ParseTest, GradeClassAndItsEngines) {
  const Options local = Good("grade-class class --out out");
  EXPECT_EQ(local.engine, "local");
  EXPECT_EQ(local.shards, 0);
  EXPECT_EQ(Good("grade-class class --out out --shard 1/1").shards, 1);
  const Options slurm = Good(
      "grade-class class --out out --engine slurm --tasks 4 --chunk 2 --slurm-option "
      "partition=long --slurm-option --exclusive");
  EXPECT_EQ(slurm.engine, "slurm");
  EXPECT_EQ(slurm.tasks, 4);
  EXPECT_EQ(slurm.chunk, 2);
  EXPECT_THAT(slurm.slurm_options, ElementsAre("--partition=long", "--exclusive"));
  const std::string on_slurm = "grade-class class --out out --engine slurm ";
  EXPECT_THAT(Bad(on_slurm + "--shard 1/2"), HasSubstr("leave out --shard"));
  EXPECT_THAT(Bad(on_slurm + "--slurm-option array=1"), HasSubstr("grade-class sets array"));
  EXPECT_THAT(Bad(on_slurm + "--slurm-option =1"), HasSubstr("is no NAME=VALUE"));
  EXPECT_THAT(Bad("grade-class class --out out --chunk 2"), HasSubstr("are for --engine slurm"));
  EXPECT_THAT(Bad("grade-class class --out out --engine cloud"), HasSubstr("--engine"));
}

TEST(ParseTest, CheckTakesAllOptions) {
  const Options options = Good(
      "check --only tsan,explore --quick lost_update --only build --seed 18446744073709551615 "
      "--all --compiler gcc --submission d --report json=a=b --report terminal");
  EXPECT_EQ(options.lab, "lost_update");
  EXPECT_THAT(options.only, ElementsAre("tsan", "explore", "build"));
  EXPECT_EQ(options.seed, std::numeric_limits<uint64_t>::max());
  EXPECT_TRUE(options.quick && options.all);
  EXPECT_EQ(options.compiler, "gcc");
  EXPECT_EQ(options.submission, "d");
  ASSERT_EQ(options.reports.size(), 2u);
  EXPECT_EQ(options.reports[0].format, "json");
  EXPECT_EQ(options.reports[0].path, "a=b");
}

TEST(ParseTest, OtherCommands) {
  EXPECT_TRUE(Good("hint 1 --reset").reset);
  EXPECT_EQ(Good("new a_b --number 7").number, 7);
  EXPECT_THAT(Good("verify 1 02_x --repeat 3 --answer wrong/x").labs, ElementsAre("1", "02_x"));
  EXPECT_EQ(Good("verify --repeat 3").repeat, 3);
  EXPECT_EQ(Good("supervise").command, "supervise");
  for (const char* command : {"list", "doctor", "watch 1"}) Good(command);
}

TEST(ParseTest, ExploreOfALabTakesItsOptionsAnywhere) {
  const Options options =
      Good("explore 1 --strategy dfs --executions 70 --only data-race,leak --test Explore.A --all");
  EXPECT_EQ(options.lab, "1");
  EXPECT_EQ(options.strategy, "dfs");
  EXPECT_EQ(options.executions, 70u);
  EXPECT_THAT(options.only, ElementsAre("data-race", "leak"));
  EXPECT_EQ(options.test, "Explore.A");
  EXPECT_TRUE(options.all);
  EXPECT_EQ(Good("explore 1").strategy, "portfolio");
  EXPECT_EQ(Good("explore 1").executions, 2000u);
}

TEST(ParseTest, WhatStandsBehindAProgramBelongsToItApartFromOurOptions) {
  const Options explore =
      Good("explore --compiler /usr/bin/g++ ./prog -x --seed 3 a/b --all --help");
  EXPECT_EQ(explore.lab, "./prog");
  EXPECT_EQ(explore.seed, 3u);
  EXPECT_TRUE(explore.all);
  EXPECT_THAT(explore.arguments, ElementsAre("-x", "a/b", "--help"));
  const Options parted = Good("explore ./prog --seed=3 -- --seed 4 --");
  EXPECT_EQ(parted.seed, 3u);
  EXPECT_THAT(parted.arguments, ElementsAre("--seed", "4", "--"));
  const Options replay = Good("replay rl1-x build/prog -v --gdb");
  EXPECT_EQ(replay.token, "rl1-x");
  EXPECT_EQ(replay.lab, "build/prog");
  EXPECT_TRUE(replay.gdb);
  EXPECT_THAT(replay.arguments, ElementsAre("-v"));
  const Options page = Good("replay rl1-x 1 --html a/b.html --compare");
  EXPECT_EQ(page.html, "a/b.html");
  EXPECT_TRUE(page.compare);
  EXPECT_THAT(page.arguments, IsEmpty());
  EXPECT_THAT(Good("check 1 --submission a/b --quick").arguments, IsEmpty());
  EXPECT_THAT(Bad("explore"), HasSubstr("explore needs a lab"));
  EXPECT_THAT(Bad("replay"), HasSubstr("needs the token"));
  EXPECT_THAT(Bad("explore 1 --executions 0"), HasSubstr("--executions"));
}

TEST(ParseTest, WrongCommandsAndOptionsAreSuggested) {
  EXPECT_THAT(Bad("chekc 1"), HasSubstr("no command 'chekc'; did you mean 'check'?"));
  EXPECT_THAT(Bad("check 1 --sed 3"), HasSubstr("no option --sed; did you mean '--seed'?"));
  EXPECT_THAT(Bad("check 1 --report jsn"), HasSubstr("did you mean 'json'?"));
  EXPECT_THAT(Bad("--verison"), HasSubstr("did you mean '--version'?"));
  EXPECT_THAT(Bad("suprvise"), Not(HasSubstr("supervise'?")));
}

TEST(ParseTest, ReportsAreThoseOfTheTable) {
  EXPECT_EQ(Good("check 1 --report sarif=a --report github").reports[1].format, "github");
  EXPECT_EQ(Good("explore 1 --report html=a").reports[0].format, "html");
  EXPECT_THAT(Bad("check 1 --report serif"), HasSubstr("did you mean 'sarif'?"));
  EXPECT_THAT(Bad("explore 1 --report gradescope"), HasSubstr("gradescope is for grades"));
  EXPECT_THAT(Bad("explore 1 --report sarife"), HasSubstr("did you mean 'sarif'?"));
}

TEST(ParseTest, MessagesPointToTheHelp) {
  EXPECT_THAT(Bad("check"), HasSubstr("check needs a lab"));
  EXPECT_THAT(Bad("check"), EndsWith("see racelab check --help\n"));
  EXPECT_THAT(Bad("check 1 2"), HasSubstr("one argument too many: 2"));
  EXPECT_THAT(Bad("new"), HasSubstr("new needs a name"));
  EXPECT_THAT(Bad("frobnicate"), EndsWith("see racelab --help\n"));
  EXPECT_THAT(Bad("test"), HasSubstr("./racelab test"));
}

TEST(ParseTest, ValuesAreChecked) {
  for (const char* line :
       {"check 1 --seed -1", "check 1 --seed 18446744073709551616", "check 1 --seed x",
        "check 1 --seed", "check 1 --report json=", "check 1 --report =x", "check 1 --only",
        "verify --repeat 0", "verify --repeat x", "new a --number 0", "new a --number 100",
        "check 1 --submission="}) {
    Bad(line);
  }
}

TEST(ParseTest, EscapeSequencesInArgumentsAreNotEchoed) {
  EXPECT_THAT(Bad("\033[2J"), Not(HasSubstr("\033")));
  EXPECT_THAT(Bad("check 1 --\033[2J"), Not(HasSubstr("\033")));
}

TEST(ParseTest, HelpVersionAndStartPageAreNoErrors) {
  for (const char* line : {"", "help", "help check", "--help", "-h", "check --help", "--version"}) {
    const auto parsed = Parse(line);
    ASSERT_TRUE(std::holds_alternative<ParseStop>(parsed)) << line;
    EXPECT_EQ(std::get<ParseStop>(parsed).exit_code, 0) << line;
    EXPECT_THAT(std::get<ParseStop>(parsed).text, EndsWith("\n")) << line;
  }
  EXPECT_THAT(std::get<ParseStop>(Parse("help check")).text, HasSubstr("--submission"));
  EXPECT_THAT(std::get<ParseStop>(Parse("--help")).text, Not(HasSubstr("supervise")));
  EXPECT_THAT(std::get<ParseStop>(Parse("")).text, HasSubstr("./racelab check 1"));
}

}  // namespace
}  // namespace racelab
