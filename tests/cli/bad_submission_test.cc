// Hostile and sloppy submissions of the miniature lab: one clear message, the right exit code, an
// end.
#include <gmock/gmock.h>
#include <sys/stat.h>

#include "checker/cli/exit_code.h"
#include "tests/cli/course.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class BadSubmissionTest : public CourseTest {
 protected:
  void SetUp() override { RunTheProgramToo(); }

  // Grades `body` as the body of First(), with `includes` above it.
  CommandResult Grade(const std::string& includes, const std::string& body) {
    Write(root() / "work/first.cc",
          includes + "#include \"first.h\"\nint First() {\n" + body + "\n  return 1;\n}\n");
    return GradeFolder();
  }
  CommandResult GradeFolder() { return Racelab({"check", "1", "--submission", root() / "work"}); }
  static void ExpectFailure(const CommandResult& check, const std::string& words) {
    EXPECT_EQ(check.code, kExitFailed) << check.out << check.err;
    EXPECT_THAT(check.out, HasSubstr(words));
  }
};

TEST_F(BadSubmissionTest, WithoutTheFile) {
  fs::create_directories(root() / "work");
  ExpectFailure(GradeFolder(), "has no file first.cc");
}

TEST_F(BadSubmissionTest, AFolderInItsPlace) {
  fs::create_directories(root() / "work/first.cc");
  ExpectFailure(GradeFolder(), "cannot be graded");
}

TEST_F(BadSubmissionTest, ALinkInItsPlace) {
  fs::create_directories(root() / "work");
  fs::create_symlink("/etc/passwd", root() / "work/first.cc");
  ExpectFailure(GradeFolder(), "cannot be graded");
}

TEST_F(BadSubmissionTest, ANamedPipeInItsPlace) {
  fs::create_directories(root() / "work");
  ASSERT_EQ(mkfifo((root() / "work/first.cc").c_str(), 0600), 0);
  ExpectFailure(GradeFolder(), "cannot be graded");
}

TEST_F(BadSubmissionTest, AHundredMegabytesOfSource) {
  Write(root() / "work/first.cc", std::string(100 << 20, '\n'));
  ExpectFailure(GradeFolder(), "cannot be graded");
}

TEST_F(BadSubmissionTest, DoesNotCompile) {
  ExpectFailure(Grade("", "  return nothing;"), "first.cc:3");
}

TEST_F(BadSubmissionTest, PrintsWithoutEnd) {
  ExpectFailure(Grade("#include <cstdio>\n", "  for (;;) std::puts(\"flood flood flood\");"),
                "far too much output");
}

TEST_F(BadSubmissionTest, SleepsForEver) {
  ExpectFailure(Grade("#include <unistd.h>\n", "  pause();"), "Everything stands still");
}

TEST_F(BadSubmissionTest, ForksWithoutEnd) {
  ExpectFailure(Grade("#include <unistd.h>\n", "  for (;;) fork();"), "threads or processes");
}

TEST_F(BadSubmissionTest, Crashes) {
  ExpectFailure(Grade("#include <csignal>\n", "  std::raise(SIGSEGV);"), "crashed");
}

TEST_F(BadSubmissionTest, EndsTheProgramEarlyWithSuccess) {
  ExpectFailure(Grade("#include <unistd.h>\n", "  _exit(0);"), "no completion");
}

// Where it runs as another user the kernel refuses; where it is the same user it is caught.
TEST_F(BadSubmissionTest, KillsItsParent) {
  const CommandResult check = Grade("#include <csignal>\n#include <unistd.h>\n",
                                    "  if (kill(getppid(), SIGKILL) == 0) pause();");
  if (geteuid() == 0) {
    EXPECT_EQ(check.code, kExitPassed) << check.out << check.err;
  } else {
    ExpectFailure(check, "ended the process that watches it");
  }
}

TEST_F(BadSubmissionTest, RemovesItsFolderAndIsStillRight) {
  const CommandResult check =
      Grade("#include <cstdlib>\n", "  (void)!std::system(\"rm -rf \\\"$PWD\\\"\");");
  EXPECT_EQ(check.code, kExitPassed) << check.out << check.err;
}

}  // namespace
}  // namespace racelab
