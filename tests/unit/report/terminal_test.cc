// Tests of what the terminal report says; tests/golden has how it looks.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "checker/report/layout.h"
#include "checker/report/report_format.h"
#include "tests/support/sample_reports.h"

namespace racelab {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(VerdictSentenceTest, OneForEachVerdict) {
  EXPECT_EQ(VerdictSentence(PassingReport()), "01 Lost update: 10 of 10 points. Passed.");
  EXPECT_EQ(VerdictSentence(FailingReport()),
            "01 Lost update: 1 of 11 points. Not right yet: tsan failed.");
  EXPECT_THAT(VerdictSentence(InconclusiveReport()), HasSubstr("could not decide on this machine"));
  Report stopped = PassingReport();
  stopped.complete = false;
  EXPECT_THAT(VerdictSentence(stopped), EndsWith("No verdict: stopped before the end."));
}

TEST(VerdictSentenceTest, LabWithoutNumberOrTitle) {
  Report report = PassingReport();
  report.lab = "mine";
  report.title = "";
  EXPECT_THAT(VerdictSentence(report), StartsWith("mine: 10 of 10"));
}

TEST(TerminalReportTest, ExplainsOnlyTheFirstFailure) {
  const std::string text = FormatTerminal(FailingReport(), {});
  EXPECT_THAT(text, HasSubstr("hits.cc:12  thread 1 writes"));
  EXPECT_THAT(text, Not(HasSubstr("lab_test.cc:31")));
  EXPECT_THAT(text, HasSubstr("2 more findings"));
  EXPECT_THAT(text, Not(HasSubstr("WARNING: ThreadSanitizer")));
  EXPECT_THAT(text, EndsWith("Repeat it:\n  ./racelab check 1 --only tsan\n"));
}

TEST(TerminalReportTest, AllShowsEveryFindingWithDetail) {
  TerminalStyle style;
  style.all = true;
  const std::string text = FormatTerminal(FailingReport(), style);
  EXPECT_THAT(text, HasSubstr("lab_test.cc:31"));
  EXPECT_THAT(text, HasSubstr("  | WARNING: ThreadSanitizer"));
  EXPECT_THAT(text, Not(HasSubstr("more finding")));
}

TEST(TerminalReportTest, ShowsTheSourceLine) {
  TerminalStyle style;
  style.source_line = [](const std::string& file, int line) {
    return absl::StrCat("    \t", file, " text ", line, " \033[2J");
  };
  EXPECT_THAT(FormatTerminal(FailingReport(), style), HasSubstr("\n      hits.cc text 12 ?[2J\n"));
}

TEST(TerminalReportTest, LongDetailIsBounded) {
  Report report = FailingReport();
  report.checks[1].findings[0].detail = std::string(1 << 20, 'x');
  TerminalStyle style;
  style.all = true;
  EXPECT_LT(FormatTerminal(report, style).size(), 20u << 10);
}

TEST(TerminalReportTest, ManyLocationsAreCounted) {
  Report report = FailingReport();
  report.checks[1].findings[0].locations.assign(30, {"hits.cc", 3, "thread"});
  EXPECT_THAT(FormatTerminal(report, {}), HasSubstr("and 24 more places"));
}

TEST(TerminalReportTest, LinesFitTheWidth) {
  for (int width : {40, 60, 80, 110}) {
    TerminalStyle style;
    style.unicode = true;
    style.width = width;
    for (const std::string& line :
         std::vector<std::string>(absl::StrSplit(FormatTerminal(FailingReport(), style), '\n'))) {
      EXPECT_LE(DisplayWidth(line), static_cast<size_t>(width)) << line;
    }
  }
}

TEST(TerminalReportTest, PlaceThatIsTooLongKeepsItsLine) {
  Report report = FailingReport();
  Finding& finding = report.checks[1].findings[0];
  finding.steps = {{0, "main thread", "a_name_that_is_far_too_long_for_the_column.cc", 1234, "x++;",
                    "reads x: 1, writes 2", false},
                   {1, "thread 1", "hits.cc", 12, "x++;", "reads x: 1, writes 2", true}};
  const std::string text = FormatTerminal(report, {});
  EXPECT_THAT(text, HasSubstr("column.cc:1234"));
  EXPECT_THAT(text, Not(HasSubstr("a_name")));
  EXPECT_THAT(text, HasSubstr("> hits.cc:12\n"));
}

TEST(TerminalReportTest, EmptyReportHasNoVerdict) {
  EXPECT_THAT(FormatTerminal(Report(), {}), HasSubstr("0 of 0 points. No verdict"));
}

}  // namespace
}  // namespace racelab
