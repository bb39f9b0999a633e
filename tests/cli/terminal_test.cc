// The commands on a pseudo terminal: progress, ctrl-C, and every key of watch.
#include <gmock/gmock.h>

#include "checker/cli/exit_code.h"
#include "tests/cli/course.h"
#include "tests/support/pty.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

class TerminalTest : public CourseTest {
 protected:
  void Git(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(),
                     {"git", "-C", root(), "-c", "user.name=t", "-c", "user.email=t@example.org"});
    Command command;
    command.argv = arguments;
    const absl::StatusOr<CommandResult> result = RunCommand(command);
    ASSERT_TRUE(result.ok() && result->Ok()) << result->err;
  }
};

TEST_F(TerminalTest, CheckDrawsProgressAndClearsIt) {
  Pty check({RACELAB_PROGRAM, "check", "1"});
  EXPECT_TRUE(check.WaitFor("[1/1] build"));
  EXPECT_TRUE(check.WaitFor("\r\033[K"));
  EXPECT_TRUE(check.WaitFor("Not right yet"));
  EXPECT_EQ(check.Wait(), kExitFailed);
}

TEST_F(TerminalTest, NoColorIsObeyed) {
  setenv("NO_COLOR", "1", 1);
  Pty list({RACELAB_PROGRAM, "list"});
  unsetenv("NO_COLOR");
  EXPECT_EQ(list.Wait(), kExitPassed);
  EXPECT_THAT(list.screen(), Not(HasSubstr("\033[3")));
}

TEST_F(TerminalTest, CtrlCPrintsAPartialReport) {
  // A program that computes until its limit leaves ten seconds to press the keys in.
  RunTheProgramToo();
  Write(lab() / "first.cc",
        "#include \"first.h\"\nint First() { for (volatile int i = 0;; i = 1 - i) {} }\n");
  Pty check({RACELAB_PROGRAM, "check", "1"});
  ASSERT_TRUE(check.WaitFor("[2/2] functional"));
  check.Press("\x03");
  EXPECT_EQ(check.Wait(), kExitInconclusive);
  EXPECT_TRUE(check.WaitFor("No verdict"));
}

TEST_F(TerminalTest, WatchChecksAgainAtEachSave) {
  Pty watch({RACELAB_PROGRAM, "watch", "1"});
  ASSERT_TRUE(watch.WaitFor("watching labs/01_first"));
  ASSERT_TRUE(watch.WaitFor("build failed")) << watch.screen();
  ASSERT_TRUE(watch.WaitFor("waiting for a save"));
  Write(lab() / "first.cc~", "#include \"first.h\"\nint First() { return 1; }\n");
  fs::rename(lab() / "first.cc~", lab() / "first.cc");  // as vim does
  ASSERT_TRUE(watch.WaitFor("Passed.")) << watch.screen();
  EXPECT_FALSE(watch.IsCooked());
  watch.Press("q");
  EXPECT_EQ(watch.Wait(), kExitPassed);
}

TEST_F(TerminalTest, WatchKeys) {
  Pty watch({RACELAB_PROGRAM, "watch", "1"});
  ASSERT_TRUE(watch.WaitFor("waiting for a save")) << watch.screen();
  watch.Press("h");
  EXPECT_TRUE(watch.WaitFor("Hint 1 of 4"));
  watch.Press("l");
  EXPECT_TRUE(watch.WaitFor("failing"));
  watch.Press("o");
  EXPECT_TRUE(watch.WaitFor("compile error"));
  watch.Press("n");
  EXPECT_TRUE(watch.WaitFor("this is the last lab"));
  watch.Press("?");
  EXPECT_TRUE(watch.WaitFor("keys: h hint"));
  watch.Press("\033[A\033[3~\033OPr");  // arrow, delete and function keys are no keys
  EXPECT_TRUE(watch.WaitFor("[y/n]"));
  watch.Press("n");
  EXPECT_TRUE(watch.WaitFor("kept"));
  watch.Press("q");
  EXPECT_EQ(watch.Wait(), kExitPassed);
}

TEST_F(TerminalTest, WatchPutsTheStarterBackAndKeepsTheStudentsFile) {
  Git({"init", "-q"});
  Git({"add", "labs/01_first"});
  Git({"commit", "-q", "-m", "starter"});
  const std::string starter = *ReadFile(lab() / "first.cc");
  Solve();
  const std::string own = *ReadFile(lab() / "first.cc");
  Pty watch({RACELAB_PROGRAM, "watch", "1"});
  ASSERT_TRUE(watch.WaitFor("Passed.")) << watch.screen();
  watch.Press("r");
  ASSERT_TRUE(watch.WaitFor("[y/n]"));
  watch.Press("y");
  EXPECT_TRUE(watch.WaitFor("the starter is back"));
  EXPECT_TRUE(watch.WaitFor("build failed")) << watch.screen();
  watch.Press("q");
  EXPECT_EQ(watch.Wait(), kExitPassed);
  EXPECT_EQ(*ReadFile(lab() / "first.cc"), starter);
  EXPECT_EQ(*ReadFile(lab() / "first.cc.before-reset"), own);
}

TEST_F(TerminalTest, WatchWithoutGitChangesNothing) {
  const std::string own = *ReadFile(lab() / "first.cc");
  Pty watch({RACELAB_PROGRAM, "watch", "1"});
  ASSERT_TRUE(watch.WaitFor("keys:"));
  watch.Press("r");
  ASSERT_TRUE(watch.WaitFor("[y/n]"));
  watch.Press("y");
  EXPECT_TRUE(watch.WaitFor("nothing was changed")) << watch.screen();
  EXPECT_EQ(*ReadFile(lab() / "first.cc"), own);
  watch.Press("q");
  EXPECT_EQ(watch.Wait(), kExitPassed);
}

TEST_F(TerminalTest, WatchGivesTheTerminalBackOnASignal) {
  Pty watch({RACELAB_PROGRAM, "watch", "1"});
  ASSERT_TRUE(watch.WaitFor("keys:"));
  watch.Press("?");
  ASSERT_TRUE(watch.WaitFor("keys:"));  // it reads keys by now
  EXPECT_FALSE(watch.IsCooked());
  kill(watch.process(), SIGTERM);
  EXPECT_EQ(watch.Wait(), kExitPassed);
  EXPECT_TRUE(watch.IsCooked());
}

}  // namespace
}  // namespace racelab
