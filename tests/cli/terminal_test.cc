// The commands on a pseudo terminal: progress, colour, ctrl-C.
#include <gmock/gmock.h>

#include "checker/cli/exit_code.h"
#include "tests/cli/course.h"
#include "tests/support/pty.h"

namespace racelab {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

using TerminalTest = CourseTest;

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

}  // namespace
}  // namespace racelab
