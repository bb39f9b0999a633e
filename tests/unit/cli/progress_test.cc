// Tests of the progress line's text, and that a pipe gets nothing. tests/cli has it on a terminal.
#include "checker/cli/progress.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace racelab {
namespace {

TEST(ProgressTest, Text) {
  EXPECT_EQ(ProgressText(3, 7, "tsan", "run 4 of 20", 2), "[3/7] tsan: run 4 of 20 (2 s)");
  EXPECT_EQ(ProgressText(0, 7, "verify", "", 0), "verify (0 s)");
}

TEST(ProgressTest, TextIsOneCleanLine) {
  EXPECT_EQ(ProgressText(0, 0, "a\nb", "c\033[2J", 1), "a b: c␛[2J (1 s)");
}

TEST(ProgressTest, PipeGetsNothing) {
  int ends[2];
  ASSERT_EQ(pipe2(ends, O_NONBLOCK), 0);
  {
    Progress progress(ends[1], {"build"});
    progress.Update("build", "compiling");
  }
  char byte;
  EXPECT_EQ(read(ends[0], &byte, 1), -1);
  close(ends[0]);
  close(ends[1]);
}

}  // namespace
}  // namespace racelab
