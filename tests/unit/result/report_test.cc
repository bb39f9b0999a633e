// Tests of the sums over a report: its verdict and its score.
#include "checker/result/report.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <utility>

namespace racelab {
namespace {

Report WithVerdicts(std::initializer_list<Verdict> verdicts, bool complete = true) {
  Report report;
  report.complete = complete;
  for (const Verdict verdict : verdicts) {
    CheckResult check;
    check.verdict = verdict;
    report.checks.push_back(check);
  }
  return report;
}

TEST(ReportVerdict, IsPassOnlyWhenEveryCheckPassed) {
  EXPECT_EQ(ReportVerdict(WithVerdicts({Verdict::kPass, Verdict::kPass})), Verdict::kPass);
  EXPECT_EQ(ReportVerdict(WithVerdicts({})), Verdict::kInconclusive) << "nothing was checked";
}

TEST(ReportVerdict, AFailWins) {
  EXPECT_EQ(ReportVerdict(WithVerdicts({Verdict::kPass, Verdict::kFail})), Verdict::kFail);
  EXPECT_EQ(ReportVerdict(WithVerdicts({Verdict::kInconclusive, Verdict::kFail, Verdict::kNotRun})),
            Verdict::kFail);
  EXPECT_EQ(ReportVerdict(WithVerdicts({Verdict::kFail}, false)), Verdict::kFail);
}

TEST(ReportVerdict, DoubtIsNeitherPassNorFail) {
  EXPECT_EQ(ReportVerdict(WithVerdicts({Verdict::kPass, Verdict::kInconclusive})),
            Verdict::kInconclusive);
  EXPECT_EQ(ReportVerdict(WithVerdicts({Verdict::kPass, Verdict::kNotRun})),
            Verdict::kInconclusive);
  EXPECT_EQ(ReportVerdict(WithVerdicts({Verdict::kPass}, false)), Verdict::kInconclusive);
}

TEST(Score, AddsPoints) {
  Report report = WithVerdicts({Verdict::kPass, Verdict::kFail, Verdict::kPass});
  report.checks[0].points = report.checks[0].max_points = 3;
  report.checks[1].max_points = 4;
  EXPECT_EQ(Score(report), 3);
  EXPECT_EQ(MaxScore(report), 7);
  EXPECT_EQ(Score(Report{}), 0);
  EXPECT_EQ(MaxScore(Report{}), 0);
}

TEST(VerdictName, IsTheWordOfTheReports) {
  for (const auto& [verdict, name] :
       {std::pair(Verdict::kPass, "pass"), std::pair(Verdict::kFail, "fail"),
        std::pair(Verdict::kNotRun, "not run"),
        std::pair(Verdict::kInconclusive, "inconclusive")}) {
    EXPECT_EQ(VerdictName(verdict), std::string(name));
  }
}

}  // namespace
}  // namespace racelab
