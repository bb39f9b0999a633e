// Tests of what watch shows and of what check says at its end.
#include "checker/cli/watch_screen.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "checker/cli/next_step.h"
#include "checker/report/layout.h"
#include "tests/support/sample_reports.h"

namespace racelab {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

PathLab At(int number, const std::string& id, bool passed) {
  PathLab at;
  at.lab.number = number;
  at.lab.id = id;
  at.lab.manifest.title = "Title of " + id;
  at.lab.manifest.edit = {"a.cc", "b.cc"};
  at.standing.passed = passed;
  return at;
}

const std::vector<PathLab> kPath = {At(1, "01_x", false), At(2, "02_x", true),
                                    At(3, "03_x", false)};

TEST(ProgressBar, GrowsWithWhatIsDoneAndFitsTheWidth) {
  TerminalStyle style;
  style.width = 50;
  EXPECT_EQ(ProgressBar(0, 30, style), "Progress: [>-----------------------] 0 of 30 labs");
  EXPECT_EQ(ProgressBar(15, 30, style), "Progress: [###########>-----------] 15 of 30 labs");
  EXPECT_EQ(ProgressBar(30, 30, style), "Progress: [#######################] 30 of 30 labs");
  for (int width = 40; width < 120; ++width) {
    style.width = width;
    EXPECT_LT(DisplayWidth(ProgressBar(7, 30, style)), static_cast<size_t>(width));
    EXPECT_THAT(ProgressBar(7, 30, style), EndsWith("7 of 30 labs"));
  }
  EXPECT_THAT(ProgressBar(0, 0, style), HasSubstr("0 of 0"));
}

TEST(LabStart, NamesTheFilesAndGreetsOnce) {
  const std::string first = LabStart(kPath[0].lab, /*first_run=*/true, {});
  EXPECT_THAT(first, AllOf(HasSubstr("Welcome"), HasSubstr("Lab 01, Title of 01_x"),
                           HasSubstr("Edit  labs/01_x/a.cc, labs/01_x/b.cc\n")));
  EXPECT_THAT(LabStart(kPath[0].lab, /*first_run=*/false, {}), Not(HasSubstr("Welcome")));
}

TEST(NextOpen, GoesForwardThenAroundAndNeverToPassedOnes) {
  EXPECT_EQ(NextOpen(kPath, "")->id, "01_x");
  EXPECT_EQ(NextOpen(kPath, "01_x")->id, "03_x");
  EXPECT_EQ(NextOpen(kPath, "03_x")->id, "01_x");
  EXPECT_EQ(NextOpen({kPath[1]}, "02_x"), nullptr);
  EXPECT_EQ(NextOpen({kPath[0]}, "01_x"), nullptr);
}

TEST(NextStep, LeadsOnFromEachVerdict) {
  EXPECT_THAT(NextStep(kPath[0].lab, FailingReport(), kPath),
              AllOf(HasSubstr("Edit labs/01_x/a.cc, labs/01_x/b.cc\n"),
                    HasSubstr("\n  ./racelab watch 1  "), HasSubstr("\n  ./racelab hint 1  ")));
  Report passed = PassingReport();
  EXPECT_THAT(NextStep(kPath[0].lab, passed, kPath),
              HasSubstr("\n  ./racelab check 3     the next lab: Title of 03_x\n"));
  EXPECT_THAT(NextStep(kPath[1].lab, passed, {kPath[1]}), HasSubstr("passed all 1 labs"));
  passed.quick = true;
  EXPECT_THAT(NextStep(kPath[0].lab, passed, kPath), HasSubstr("./racelab check 1 "));
  EXPECT_THAT(NextStep(kPath[0].lab, InconclusiveReport(), kPath), HasSubstr("./racelab doctor"));
}

TEST(NextStep, NamesVariantsInFull) {
  EXPECT_EQ(ShortName(At(5, "05_x@7", false).lab), "5@7");
  EXPECT_EQ(NumberOf(At(5, "05_x@7", false).lab), "05@7");
}

}  // namespace
}  // namespace racelab
