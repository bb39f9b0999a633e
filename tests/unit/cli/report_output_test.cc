// Tests of source lines and of reports that go into files.
#include "checker/cli/report_output.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "checker/base/files.h"
#include "tests/support/sample_reports.h"

namespace racelab {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class ReportOutputTest : public testing::Test {
 protected:
  std::string Path(const std::string& name) { return folder_.path() / name; }
  void Write(const std::string& name, const std::string& text) {
    std::ofstream(Path(name)) << text;
  }

  TempDir folder_ = *TempDir::Create("report_output_test");
};

TEST_F(ReportOutputTest, SourceLinesOfSubmissionAndLab) {
  std::filesystem::create_directories(Path("lab"));
  std::filesystem::create_directories(Path("mine"));
  Write("lab/hits.cc", "given 1\n");
  Write("lab/lab_test.cc", "test 1\ntest 2\n");
  Write("mine/hits.cc", "mine 1\nmine 2");
  Write("secret", "secret 1\n");
  Lab lab;
  lab.folder = Path("lab");
  lab.manifest.edit = {"hits.cc"};
  const auto line = SourceReader(lab, Path("mine"));
  EXPECT_EQ(line("hits.cc", 2), "mine 2");
  EXPECT_EQ(line("lab_test.cc", 1), "test 1");
  EXPECT_EQ(line("hits.cc", 0), "");
  EXPECT_EQ(line("hits.cc", 99), "");
  EXPECT_EQ(line("missing.h", 1), "");
  EXPECT_EQ(line("../secret", 1), "");
  EXPECT_EQ(line(Path("secret"), 1), "");
}

TEST_F(ReportOutputTest, WritesFiles) {
  testing::internal::CaptureStderr();
  EXPECT_TRUE(WriteReports(std::vector{FailingReport()},
                           {{"json", Path("r.json")}, {"terminal", Path("r.txt")}},
                           TerminalStyle()));
  EXPECT_EQ(testing::internal::GetCapturedStderr(),
            "01 Lost update: 1 of 11 points. Not right yet: tsan failed.\n");
  EXPECT_EQ(*ReadFile(Path("r.json")), FormatJson(FailingReport()));
  EXPECT_THAT(*ReadFile(Path("r.txt")), StartsWith("01 Lost update"));
}

TEST_F(ReportOutputTest, UnwritableFileStillShowsTheVerdict) {
  testing::internal::CaptureStderr();
  EXPECT_FALSE(WriteReports(std::vector{PassingReport()}, {{"json", Path("no/such/r.json")}},
                            TerminalStyle()));
  const std::string shown = testing::internal::GetCapturedStderr();
  EXPECT_THAT(shown, HasSubstr("r.json"));
  EXPECT_THAT(shown, HasSubstr("10 of 10 points. Passed."));
}

TEST_F(ReportOutputTest, FolderIsNotReplaced) {
  testing::internal::CaptureStderr();
  EXPECT_FALSE(
      WriteReports(std::vector{PassingReport()}, {{"json", folder_.path()}}, TerminalStyle()));
  EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("it is a folder"));
}

TEST_F(ReportOutputTest, DevicesStayDevices) {
  struct stat before, after;
  ASSERT_EQ(stat("/dev/null", &before), 0);
  testing::internal::CaptureStderr();
  EXPECT_TRUE(WriteReports(std::vector{PassingReport()}, {{"json", "/dev/null"}}, TerminalStyle()));
  EXPECT_FALSE(
      WriteReports(std::vector{PassingReport()}, {{"json", "/dev/full"}}, TerminalStyle()));
  EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("cannot write /dev/full"));
  ASSERT_EQ(stat("/dev/null", &after), 0);
  EXPECT_EQ(before.st_ino, after.st_ino);
  EXPECT_TRUE(S_ISCHR(after.st_mode));
}

}  // namespace
}  // namespace racelab
