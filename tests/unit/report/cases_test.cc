// Tests of cases: names, sums, places, and the case that a partial report gets.
#include "checker/report/cases.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/sample_reports.h"

namespace racelab {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(CasesTest, NamesTellLabAndCheck) {
  const std::vector<Report> labs = {PassingReport(), IntegrityReport()};
  const std::vector<Case> cases = CasesOf(labs);
  ASSERT_EQ(cases.size(), 6u);
  EXPECT_EQ(cases[0].name, "01_lost_update/build");
  EXPECT_EQ(cases[4].name, "02_guard/integrity");
}

TEST(CasesTest, APartialReportHasOneCaseMoreThatDidNotPass) {
  Report report = PassingReport();
  report.complete = false;
  for (const Report& partial : {report, EmptyReport()}) {
    const std::vector<CheckResult> checks = ChecksOf(partial);
    ASSERT_EQ(checks.size(), partial.checks.size() + 1);
    EXPECT_EQ(checks.back().verdict, Verdict::kInconclusive);
    EXPECT_THAT(Headline(checks.back()), HasSubstr("Run it again"));
  }
}

TEST(CasesTest, TheWorstVerdictCounts) {
  const std::vector<Report> passed = {PassingReport(), PassingReport()};
  const std::vector<Report> unsure = {PassingReport(), InconclusiveReport()};
  const std::vector<Report> failed = {InconclusiveReport(), FailingReport()};
  EXPECT_EQ(TotalVerdict(passed), Verdict::kPass);
  EXPECT_EQ(TotalVerdict(unsure), Verdict::kInconclusive);
  EXPECT_EQ(TotalVerdict(failed), Verdict::kFail);
  EXPECT_EQ(TotalVerdict({}), Verdict::kInconclusive);
  EXPECT_EQ(TotalScore(failed), 6);
  EXPECT_EQ(TotalMaxScore(failed), 21);
}

TEST(CasesTest, FullTextHasEveryFindingButNoRawEvidence) {
  const std::string text = FullText(FailingReport().checks[1]);
  EXPECT_THAT(text, StartsWith("data race in 3 of 20 runs"));
  EXPECT_THAT(text, HasSubstr("hits.cc:12"));
  EXPECT_THAT(text, HasSubstr("hits.cc:20"));
  EXPECT_THAT(text, Not(HasSubstr("WARNING: ThreadSanitizer")));
  EXPECT_LE(FullText(FailingReport().checks[1], 100).size(), 100u);
}

TEST(CasesTest, PathsStayInTheRepository) {
  Report report = PassingReport();
  EXPECT_EQ(PathInRepository(report, "hits.cc"), "labs/01_lost_update/hits.cc");
  EXPECT_EQ(PathInRepository(report, "../../x.cc"), "");
  EXPECT_EQ(PathInRepository(report, "/etc/passwd"), "");
  EXPECT_EQ(PathInRepository(report, ""), "");
  report.submission = ".";
  EXPECT_EQ(PathInRepository(report, "hits.cc"), "hits.cc");
  report.submission = "students/ann/";
  EXPECT_EQ(PathInRepository(report, "hits.cc"), "students/ann/hits.cc");
  report.submission = "/home/ann/work";
  EXPECT_EQ(PathInRepository(report, "hits.cc"), "hits.cc");
}

TEST(CasesTest, AnExplorationIsAReportWithoutPoints) {
  Exploration exploration{.program = "./bank", .verdict = Verdict::kInconclusive};
  exploration.reason = "it starts a shell";
  const Report report = AsReport(exploration);
  EXPECT_EQ(ReportVerdict(report), Verdict::kInconclusive);
  EXPECT_EQ(MaxScore(report), 0);
  EXPECT_EQ(report.checks[0].findings[0].message, "it starts a shell");
  EXPECT_EQ(PathInRepository(report, "bank.cc"), "bank.cc");
}

}  // namespace
}  // namespace racelab
