// Tests of the exit codes that docs/reference/exit-codes.md promises.
#include "checker/cli/exit_code.h"

#include <gtest/gtest.h>

#include "tests/support/sample_reports.h"

namespace racelab {
namespace {

TEST(ExitCodeTest, FollowsTheVerdict) {
  EXPECT_EQ(ExitCodeOf(PassingReport(), false), kExitPassed);
  EXPECT_EQ(ExitCodeOf(FailingReport(), false), kExitFailed);
  EXPECT_EQ(ExitCodeOf(InconclusiveReport(), false), kExitInconclusive);
}

TEST(ExitCodeTest, IntegrityWinsOverOtherFailures) {
  Report report = FailingReport();
  report.checks.push_back({"build", "build", Verdict::kFail, 0, 0, 0, "", {{.kind = "integrity"}}});
  EXPECT_EQ(ExitCodeOf(report, false), kExitIntegrity);
  report.checks.back().verdict = Verdict::kInconclusive;
  EXPECT_EQ(ExitCodeOf(report, false), kExitFailed);
}

TEST(ExitCodeTest, InterruptWinsOverAll) {
  EXPECT_EQ(ExitCodeOf(FailingReport(), true), kExitInconclusive);
  EXPECT_EQ(ExitCodeOf(PassingReport(), true), kExitInconclusive);
}

TEST(ExitCodeTest, ErrorsOfTheUserAreUsage) {
  EXPECT_EQ(ExitCodeOf(absl::NotFoundError("")), kExitUsage);
  EXPECT_EQ(ExitCodeOf(absl::InvalidArgumentError("")), kExitUsage);
  EXPECT_EQ(ExitCodeOf(absl::AlreadyExistsError("")), kExitUsage);
  EXPECT_EQ(ExitCodeOf(absl::UnavailableError("")), kExitInconclusive);
  EXPECT_EQ(ExitCodeOf(absl::CancelledError("")), kExitInconclusive);
}

}  // namespace
}  // namespace racelab
