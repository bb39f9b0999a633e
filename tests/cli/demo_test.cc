// racelab demo on labs of this course: in a pipe, with keys, into files.
#include <gmock/gmock.h>

#include "checker/cli/exit_code.h"
#include "tests/cli/course.h"
#include "tests/support/pty.h"

namespace racelab {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class DemoTest : public CourseTest {
 protected:
  DemoTest() { setenv("RACELAB_ROOT", RACELAB_SOURCE_DIR, 1); }
};

TEST_F(DemoTest, InAPipeEverythingComesAtOnce) {
  const CommandResult demo = Racelab({"demo", "1"});
  EXPECT_EQ(demo.code, kExitPassed) << demo.err;
  EXPECT_THAT(demo.out, AllOf(HasSubstr("The starter under plain stress"),
                              HasSubstr("The starter: data race in Explore."),
                              HasSubstr("./racelab replay rl1-"),
                              HasSubstr("The solution under the same schedule"),
                              HasSubstr("For the presenter"), Not(HasSubstr("\033"))));
}

TEST_F(DemoTest, KeysStepForwardAndBack) {
  Pty demo({RACELAB_PROGRAM, "demo", "1"});
  ASSERT_TRUE(demo.WaitFor("[1/")) << demo.screen();
  demo.Press(" ");
  ASSERT_TRUE(demo.WaitFor("[2/")) << demo.screen();
  demo.Press("\033[C");  // the arrow to the right
  ASSERT_TRUE(demo.WaitFor("[3/")) << demo.screen();
  demo.Press("\033[D");
  ASSERT_TRUE(demo.WaitFor("[2/")) << demo.screen();
  demo.Press("e");
  ASSERT_TRUE(demo.WaitFor("For the presenter")) << demo.screen();
  demo.Press("q");
  EXPECT_EQ(demo.Wait(), kExitPassed);
}

TEST_F(DemoTest, FilesAreWrittenAndNothingIsAsked) {
  const std::string html = root() / "demo.html", slides = root() / "slides.md";
  const CommandResult demo = Racelab({"demo", "1", "--html", html, "--script", slides});
  EXPECT_EQ(demo.code, kExitPassed) << demo.err;
  EXPECT_THAT(demo.out, IsEmpty());
  EXPECT_THAT(*ReadFile(html), AllOf(HasSubstr("<!doctype html>"), HasSubstr("Solution"),
                                     HasSubstr("<summary>The starter under plain stress</summary>"),
                                     HasSubstr("<rect ")));
  EXPECT_THAT(*ReadFile(slides), AllOf(HasSubstr("# Lab 1: Lost update"), HasSubstr("\n---\n"),
                                       HasSubstr("<!--\n## Why the solution is right")));
}

TEST_F(DemoTest, ProcessesAreMeasuredAndDrawn) {
  const std::string html = root() / "processes.html";
  EXPECT_EQ(Racelab({"demo", "processes", "--html", html}).code, kExitPassed);
  EXPECT_THAT(*ReadFile(html), AllOf(HasSubstr("<svg"), HasSubstr("processes that finish: 3 of 4"),
                                     HasSubstr("threads that finish: 0 of 4")));
  const CommandResult demo = Racelab({"demo", "processes"});
  EXPECT_THAT(demo.out, AllOf(HasSubstr("posix_spawn, 200 MB in use"), HasSubstr("socketpair")));
  EXPECT_EQ(Racelab({"demo", "processes", "--script", html}).code, kExitUsage);
}

}  // namespace
}  // namespace racelab
