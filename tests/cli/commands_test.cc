// The commands as a user runs them, in pipes: output, files and exit codes.
#include <gmock/gmock.h>

#include <algorithm>
#include <cstring>

#include "checker/cli/exit_code.h"
#include "checker/report/report_format.h"
#include "tests/cli/course.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

using CommandsTest = CourseTest;

TEST_F(CommandsTest, CheckExplainsTheFailureAndListRemembersIt) {
  const CommandResult check = Racelab({"check", "1"});
  EXPECT_EQ(check.code, kExitFailed) << check.err;
  EXPECT_THAT(check.out, AllOf(StartsWith("01 First: 0 of 3 points. Not right yet: build failed."),
                               HasSubstr("first.cc:4"), HasSubstr("int First() { return one; }"),
                               HasSubstr("./racelab check 1"), Not(HasSubstr("\033"))));
  EXPECT_THAT(check.err, IsEmpty());
  EXPECT_THAT(Racelab({"list"}).out, HasSubstr("failing         0/3"));
  EXPECT_THAT(Racelab({"hint", "1"}).out, HasSubstr("names a word it does not know"));
}

TEST_F(CommandsTest, CheckOfASubmissionPassesAndIsNotRemembered) {
  Write(root() / "my work/first.cc", "#include \"first.h\"\nint First() { return 1; }\n");
  const CommandResult check = Racelab({"check", "first", "--submission", root() / "my work"});
  EXPECT_EQ(check.code, kExitPassed) << check.out << check.err;
  EXPECT_THAT(check.out, StartsWith("01 First: 3 of 3 points. Passed."));
  EXPECT_THAT(Racelab({"list"}).out, HasSubstr("open"));
  EXPECT_FALSE(fs::exists(root() / ".racelab/01_first.json"));
}

TEST_F(CommandsTest, JsonReportIsValid) {
  const std::string file = root() / "report.json";
  const CommandResult check = Racelab({"check", "1", "--report", "json=" + file});
  EXPECT_EQ(check.code, kExitFailed);
  EXPECT_THAT(check.out, IsEmpty());
  EXPECT_THAT(check.err, HasSubstr("0 of 3 points"));
  Command validate;
  validate.argv = {"python3", RACELAB_SOURCE_DIR "/tests/golden/check_schema.py",
                   RACELAB_SOURCE_DIR "/docs/reference/report.schema.json", file};
  const absl::StatusOr<CommandResult> valid = RunCommand(validate);
  ASSERT_TRUE(valid.ok());
  EXPECT_EQ(valid->code, 0) << valid->out << valid->err;
}

TEST_F(CommandsTest, UnwritableReportIsOurFailureButTheVerdictIsShown) {
  Solve();
  const CommandResult check = Racelab({"check", "1", "--report", "json=/no/such/folder/x.json"});
  EXPECT_EQ(check.code, kExitInconclusive);
  EXPECT_THAT(check.err, AllOf(HasSubstr("/no/such/folder"), HasSubstr("3 of 3 points. Passed.")));
}

TEST_F(CommandsTest, StateThatCannotBeKeptIsNoFailure) {
  Solve();
  Write(root() / ".racelab", "a file in its place");
  const CommandResult check = Racelab({"check", "1"});
  EXPECT_EQ(check.code, kExitPassed);
  EXPECT_THAT(check.err, HasSubstr("`list` and `hint` will not know"));
}

TEST_F(CommandsTest, WrongUsageIsOneClearMessage) {
  const struct {
    std::vector<std::string> arguments;
    const char* message;
  } kCases[] = {{{"chekc"}, "did you mean 'check'?"},
                {{"check"}, "check needs a lab"},
                {{"check", "77"}, "77"},
                {{"check", "1", "--only", "biuld"}, "did you mean 'build'?"},
                {{"check", "1", "--submission", "/no/such"}, "is not a folder"},
                {{"check", "1", "--compiler", "no-such-cc"}, "no-such-cc"},
                {{"watch", "1"}, "watch needs a terminal"},
                {{"new", "Bad-Name"}, "no name for a lab"},
                {{"new", "first"}, "labs/01_first exists"},
                {{"new", "other", "--number", "1"}, "labs/01_first exists"}};
  for (const auto& wrong : kCases) {
    const CommandResult result = Racelab(wrong.arguments);
    EXPECT_EQ(result.code, kExitUsage) << wrong.message;
    EXPECT_THAT(result.err, AllOf(StartsWith("racelab: "), HasSubstr(wrong.message)));
    EXPECT_THAT(result.out, IsEmpty());
  }
}

TEST_F(CommandsTest, BrokenManifestNamesItsLine) {
  const std::string good = *ReadFile(lab() / "lab.toml");
  const struct {
    const char *from, *to, *message;
  } kCases[] = {
      {"title ", "titel ", "lab.toml:2: unknown key 'titel'; did you mean 'title'?"},
      {"points = 3", "pionts = 3", "lab.toml:9: unknown key 'pionts'"},
      {"points = 3", "points = -3", "lab.toml:9: 'points' in [[check]] must be from 0"},
      {"points = 3", "points = \"3\"", "lab.toml:9: 'points' in [[check]] must be a whole"},
      {"[\"first.cc\"]", "\"first.cc\"", "lab.toml:5: 'edit' must be an array"},
      {"\"build\"\n", "\"biuld\"\n", "lab.toml:8: unknown word 'biuld'"},
      {"[[check]]", "[[check", "lab.toml:7: "}};
  for (const auto& bad : kCases) {
    std::string manifest = good;
    Write(lab() / "lab.toml", manifest.replace(good.find(bad.from), strlen(bad.from), bad.to));
    for (const char* command : {"check", "verify"}) {
      const CommandResult result = Racelab({command, "1"});
      EXPECT_EQ(result.code, kExitUsage) << result.out;
      EXPECT_THAT(result.err, AllOf(StartsWith("racelab: labs/01_first/"), HasSubstr(bad.message)));
      EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
      EXPECT_THAT(result.out, IsEmpty());
    }
  }
}

TEST_F(CommandsTest, MissingLabsFolder) {
  fs::remove_all(root() / "labs");
  const CommandResult list = Racelab({"list"});
  EXPECT_EQ(list.code, kExitUsage);
  EXPECT_THAT(list.err, StartsWith("racelab: "));
}

TEST_F(CommandsTest, HintsGoUpTheLadder) {
  for (const char* rung : {"1 of 4, Symptom", "2 of 4, Concept", "3 of 4, Place", "4 of 4, Sketch",
                           "4 of 4, Sketch"}) {
    EXPECT_THAT(Racelab({"hint", "1"}).out, HasSubstr(rung));
  }
  EXPECT_THAT(Racelab({"hint", "1", "--reset"}).out, HasSubstr("1 of 4, Symptom"));
  EXPECT_THAT(Racelab({"hint", "1"}).out, HasSubstr("2 of 4, Concept"));
}

TEST_F(CommandsTest, NewFillsTheTemplate) {
  fs::copy(lab(), root() / "labs/template");
  Write(root() / "labs/template/README.md", "# @NUMBER@. @TITLE@ (@ID@)\n");
  Write(root() / "labs/template/solution/@NAME@.cc", "// solution\n");
  const CommandResult made = Racelab({"new", "lost_wakeup"});
  EXPECT_EQ(made.code, kExitPassed) << made.err;
  EXPECT_THAT(made.out, HasSubstr("./racelab verify 2"));
  EXPECT_EQ(*ReadFile(root() / "labs/02_lost_wakeup/README.md"),
            "# 2. Lost wakeup (02_lost_wakeup)\n");
  EXPECT_TRUE(fs::exists(root() / "solutions/02_lost_wakeup/lost_wakeup.cc"));
  EXPECT_FALSE(fs::exists(root() / "labs/02_lost_wakeup/solution"));
  EXPECT_EQ(Racelab({"new", "lost_wakeup"}).code, kExitUsage);
}

TEST_F(CommandsTest, NewFromABrokenTemplateLeavesNothing) {
  Write(root() / "labs/template/lab.toml", "format = 1\n");
  Write(root() / "labs/template/solution/NOTES.md", "text\n");
  EXPECT_EQ(Racelab({"new", "broken"}).code, kExitUsage);
  EXPECT_FALSE(fs::exists(root() / "labs/02_broken"));
  EXPECT_FALSE(fs::exists(root() / "solutions/02_broken"));
}

TEST_F(CommandsTest, ClosedPipeAndFullDisk) {
  const auto shell = [](const std::string& line) {
    Command command;
    command.argv = {"bash", "-c", line};
    return *RunCommand(command);
  };
  const CommandResult closed = shell(RACELAB_PROGRAM " list | true; echo ${PIPESTATUS[0]}");
  EXPECT_EQ(closed.out, "0\n");
  EXPECT_THAT(closed.err, IsEmpty());
  const CommandResult full = shell(RACELAB_PROGRAM " list > /dev/full");
  EXPECT_EQ(full.code, kExitInconclusive);
  EXPECT_THAT(full.err, HasSubstr("cannot write to stdout"));
}

}  // namespace
}  // namespace racelab
