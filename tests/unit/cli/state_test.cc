// Tests of what racelab remembers about a student's work.
#include "checker/cli/state.h"

#include <gtest/gtest.h>

#include "checker/base/files.h"
#include "tests/support/sample_reports.h"

namespace racelab {
namespace {

class StateTest : public testing::Test {
 protected:
  TempDir root_ = *TempDir::Create("state_test");
  State state_{root_.path()};
};

TEST_F(StateTest, NothingAtFirst) {
  EXPECT_FALSE(state_.LastReport("01_lost_update").has_value());
  EXPECT_EQ(state_.HintsShown("01_lost_update"), 0);
}

TEST_F(StateTest, RemembersTheReport) {
  ASSERT_TRUE(state_.SaveReport(FailingReport()).ok());
  const std::optional<Report> report = state_.LastReport("01_lost_update");
  ASSERT_TRUE(report.has_value());
  EXPECT_EQ(ReportVerdict(*report), Verdict::kFail);
  EXPECT_EQ(report->checks[1].findings[0], RaceFinding());
  state_.ForgetReport("01_lost_update");
  EXPECT_FALSE(state_.LastReport("01_lost_update").has_value());
}

TEST_F(StateTest, RemembersHints) {
  ASSERT_TRUE(state_.SaveHintsShown("01_lost_update", 2).ok());
  EXPECT_EQ(state_.HintsShown("01_lost_update"), 2);
  EXPECT_EQ(state_.HintsShown("02_other"), 0);
}

TEST_F(StateTest, DamagedFilesCountAsNothing) {
  ASSERT_TRUE(state_.SaveReport(FailingReport()).ok());
  const std::filesystem::path folder = root_.path() / ".racelab";
  ASSERT_TRUE(WriteFile(folder / "01_lost_update.json", "{\"format\": 1, ").ok());
  ASSERT_TRUE(WriteFile(folder / "01_lost_update.hints", "-7 or so").ok());
  EXPECT_FALSE(state_.LastReport("01_lost_update").has_value());
  EXPECT_EQ(state_.HintsShown("01_lost_update"), 0);
}

TEST_F(StateTest, FolderThatCannotBeMadeIsAnError) {
  ASSERT_TRUE(WriteFile(root_.path() / ".racelab", "a file in its place").ok());
  EXPECT_FALSE(state_.SaveReport(FailingReport()).ok());
  EXPECT_FALSE(state_.LastReport("01_lost_update").has_value());
}

}  // namespace
}  // namespace racelab
