// racelab grade on folders and archives of the miniature course.
#include <gmock/gmock.h>

#include "checker/cli/exit_code.h"
#include "tests/cli/course.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class GradeCommandTest : public CourseTest {
 protected:
  GradeCommandTest() { RunTheProgramToo(); }
  // A submission with `body` as the body of First().
  std::string Submit(const std::string& student, const std::string& body) {
    const fs::path folder = root() / student;
    Write(folder / "01_first/first.cc", "#include \"first.h\"\nint First() { " + body + " }\n");
    return folder;
  }
};

TEST_F(GradeCommandTest, SeveralStudentsOneTableEach) {
  const CommandResult grade =
      Racelab({"grade", Submit("ada", "return 1;"), Submit("bob", "return 2;")});
  EXPECT_EQ(grade.code, kExitFailed) << grade.err;
  EXPECT_THAT(grade.out, StartsWith("ada: 4 of 4 points\n  01_first "));
  EXPECT_THAT(grade.out, HasSubstr("\nbob: 3 of 4 points\n"));
  EXPECT_THAT(grade.out, HasSubstr("3 of   4  functional: assertion at lab_test.cc:"));
}

TEST_F(GradeCommandTest, AReportHoldsEveryLabOfOneSubmission) {
  const fs::path junit = root() / "junit.xml";
  const CommandResult grade =
      Racelab({"grade", Submit("ada", "return 2;"), "--report", "junit=" + junit.string()});
  EXPECT_EQ(grade.code, kExitFailed) << grade.err;
  EXPECT_THAT(*ReadFile(junit), HasSubstr("<testsuite name=\"01_first"));
  const CommandResult two = Racelab({"grade", root() / "ada", root() / "ada", "--report", "junit"});
  EXPECT_EQ(two.code, kExitUsage);
  EXPECT_THAT(two.err, HasSubstr("--report tells of one submission"));
}

TEST_F(GradeCommandTest, ALateOneLosesPoints) {
  const CommandResult grade = Racelab({"grade", Submit("ada", "return 1;"), "--due",
                                       "2001-01-01T00:00:00Z", "--late-percent", "1"});
  EXPECT_EQ(grade.code, kExitPassed) << grade.err;
  EXPECT_THAT(grade.out, HasSubstr("days late, 4 before that"));
}

TEST_F(GradeCommandTest, NamedLabsCountAlthoughTheyAreNotThere) {
  Write(root() / "ada/notes.txt", "no time");
  const CommandResult grade = Racelab({"grade", root() / "ada", "--lab", "1"});
  EXPECT_EQ(grade.code, kExitFailed);
  EXPECT_THAT(grade.out, HasSubstr("0 of   4  not handed in"));
}

TEST_F(GradeCommandTest, OneThatCannotBeReadDoesNotStopTheOthers) {
  Write(root() / "bob.zip", "no archive");
  Write(root() / "eve/notes.txt", "no lab");
  const CommandResult grade =
      Racelab({"grade", root() / "bob.zip", root() / "eve", Submit("ada", "return 1;")});
  EXPECT_EQ(grade.code, kExitFailed);
  EXPECT_THAT(grade.err, HasSubstr("bob.zip cannot be read as an archive"));
  EXPECT_THAT(grade.err, HasSubstr("eve holds no lab"));
  EXPECT_THAT(grade.out, HasSubstr("ada: 4 of 4 points"));
}

TEST_F(GradeCommandTest, WhatTheTeacherGotWrongIsSaidAtOnce) {
  EXPECT_EQ(Racelab({"grade", root() / "nobody"}).code, kExitUsage);
  EXPECT_EQ(Racelab({"grade", Submit("ada", ""), "--lab", "7"}).code, kExitUsage);
  const CommandResult due = Racelab({"grade", root() / "ada", "--due", "tomorrow"});
  EXPECT_EQ(due.code, kExitUsage);
  EXPECT_THAT(due.err, HasSubstr("'tomorrow' is no time; write 2026-11-30"));
}

}  // namespace
}  // namespace racelab
