// Tests of the formats: the table, its page in the documentation, and what each must never do.
#include "checker/report/formats.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "tests/support/sample_interleavings.h"
#include "tests/support/sample_reports.h"

namespace racelab {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

std::vector<Report> One(Report report) { return {std::move(report)}; }

json Parsed(const std::string& text) { return json::parse(text); }

TEST(FormatsTest, NamesAreUniqueAndFound) {
  std::set<std::string> names;
  for (const ReportFormat& format : ReportFormats()) {
    EXPECT_TRUE(names.insert(format.name).second) << format.name;
    EXPECT_EQ(FindReportFormat(format.name), &format);
  }
  EXPECT_EQ(FindReportFormat("xml"), nullptr);
  EXPECT_EQ(ReportFormatNames(false).size(), ReportFormats().size());
  EXPECT_THAT(ReportFormatNames(true),
              ElementsAre("terminal", "lines", "json", "html", "player", "sarif", "chrome-trace"));
}

// The table of the page is this one.
TEST(FormatsTest, TheDocumentationHasTheTable) {
  std::string table;
  for (const ReportFormat& format : ReportFormats()) {
    absl::StrAppend(&table, "| `", format.name, "` | ", format.reader, " | ",
                    format.exploration == nullptr ? "check" : "check, explore", " |\n");
  }
  std::ifstream file(RACELAB_SOURCE_DIR "/docs/reference/reports.md");
  std::stringstream page;
  page << file.rdbuf();
  EXPECT_THAT(page.str(), HasSubstr(table)) << "the rows should be:\n" << table;
}

// A format that loses a lab, or cannot do without one, would show it here.
TEST(FormatsTest, EveryFormatTakesNoneAndManyLabs) {
  const std::vector<Report> labs = {FailingReport(), ExploredReport(RaceWithSteps()),
                                    IntegrityReport()};
  for (const ReportFormat& format : ReportFormats()) {
    const std::string name = format.name;
    if (name != "player") {  // has a script, where it may stand
      EXPECT_THAT(format.labs({}, {}), Not(HasSubstr("null,"))) << name;
    }
    if (name == "chrome-trace") continue;  // only the labs with steps
    EXPECT_THAT(format.labs(labs, {}), HasSubstr(name == "github" ? "racelab" : "guard")) << name;
  }
}

TEST(FormatsTest, JsonOfSeveralLabsIsAnArray) {
  EXPECT_TRUE(Parsed(FormatJson(One(PassingReport()))).is_object());
  EXPECT_EQ(Parsed(FormatJson(std::vector{PassingReport(), PassingReport()})).size(), 2u);
}

TEST(JunitTest, AnswersAreFailuresAndOurTroublesAreErrors) {
  EXPECT_THAT(FormatJunit(One(FailingReport())),
              testing::AllOf(HasSubstr("<failure message=\"data race: Two threads"),
                             HasSubstr("<skipped message=\"needs stress\""),
                             HasSubstr("file=\"labs/01_lost_update/hits.cc\" line=\"12\"")));
  EXPECT_THAT(FormatJunit(One(InconclusiveReport())), HasSubstr("<error message="));
}

TEST(JunitTest, WhatXmlForbidsIsReplaced) {
  Report report = FailingReport();
  report.checks[1].summary = "a\xEF\xBF\xBE\xEF\xBF\xBF\x01]]>";
  const std::string text = FormatJunit(One(report));
  EXPECT_THAT(text, HasSubstr("a\xEF\xBF\xBD\xEF\xBF\xBD\xE2\x90\x81]]&gt;"));
}

TEST(GradescopeTest, OnlyTheInstructorReadsAboutIntegrity) {
  const json results = Parsed(FormatGradescope(One(IntegrityReport())));
  EXPECT_THAT(std::string(results["output"]), Not(HasSubstr("pragma")));
  ASSERT_EQ(results["tests"].size(), 4u);
  EXPECT_EQ(results["tests"][1]["visibility"], "visible");
  EXPECT_THAT(results["tests"][1]["output"], HasSubstr("ask your instructor"));
  EXPECT_THAT(results["tests"][1]["output"], Not(HasSubstr("pragma")));
  EXPECT_EQ(results["tests"][2]["visibility"], "hidden");
  EXPECT_THAT(results["tests"][2]["output"], HasSubstr("pragma"));
  EXPECT_EQ(results["tests"][2]["max_score"], 0);
}

TEST(FormatsTest, PlatformsDoNotTellStudentsHowAnAttemptWasFound) {
  for (const ReportFormat& format : ReportFormats()) {
    const std::string name = format.name;
    const bool own_machine =
        name == "terminal" || name == "lines" || name == "json" || name == "html";
    if (name == "gradescope" || name == "chrome-trace" || name == "player") {
      continue;  // a test above; they show steps
    }
    const std::string text = format.labs(One(IntegrityReport()), {});
    EXPECT_EQ(text.find("pragma") != std::string::npos, own_machine) << name;
    EXPECT_EQ(text.find("ask your instructor") == std::string::npos, own_machine) << name;
  }
}

TEST(GradescopeTest, NoVerdictIsNotTheStudentsFault) {
  EXPECT_THAT(Parsed(FormatGradescope(One(InconclusiveReport())))["output"],
              HasSubstr("no verdict on your work"));
}

TEST(GithubTest, LinesAreOursWhateverTheProgramSays) {
  const std::string text = FormatGithub(One(HostileFormatsReport()));
  const std::vector<std::string> lines = absl::StrSplit(text, '\n', absl::SkipEmpty());
  ASSERT_EQ(lines.size(), 4u);
  for (size_t i = 0; i + 1 < lines.size(); ++i) EXPECT_THAT(lines[i], StartsWith("::error "));
  EXPECT_THAT(lines[0], HasSubstr("file=a%2Cb%3Ac %3A%3Aerror%3A%3Ad\" onload"));
  EXPECT_THAT(lines[0], HasSubstr("%0A::set-output"));
  EXPECT_THAT(lines[0], HasSubstr("%250A::add-mask"));
}

TEST(GithubTest, TheResultIsWhatTheReporterReads) {
  const std::string text = FormatGithub(One(FailingReport()));
  std::string decoded;
  ASSERT_TRUE(absl::Base64Unescape(text.substr(text.find("result=") + 7), &decoded));
  const json result = Parsed(decoded);
  EXPECT_EQ(result["version"], 1);
  EXPECT_EQ(result["status"], "fail");
  EXPECT_EQ(result["max_score"], 11);
  EXPECT_EQ(result["tests"][0]["message"], nullptr);
  EXPECT_EQ(result["tests"][1]["line_no"], 12);
  EXPECT_EQ(result["tests"][3]["status"], "fail");
}

TEST(PrairieLearnTest, WithoutAVerdictNothingIsGraded) {
  const json failed = Parsed(FormatPrairieLearn(One(FailingReport())));
  EXPECT_EQ(failed["gradable"], true);
  EXPECT_DOUBLE_EQ(failed["score"], 1.0 / 11);
  EXPECT_EQ(Parsed(FormatPrairieLearn(One(InconclusiveReport())))["gradable"], false);
  EXPECT_EQ(Parsed(FormatPrairieLearn({}))["score"], 0.0);
}

TEST(PrairieLearnTest, ManyLabsStayBelowOneMegabyte) {
  Report report = FailingReport();
  for (int i = 0; i < 6; ++i) report.checks.push_back(report.checks[1]);
  for (CheckResult& check : report.checks) {
    check.findings = std::vector<Finding>(40, RaceFinding());
  }
  EXPECT_LT(FormatPrairieLearn(std::vector<Report>(30, report)).size(), size_t{1} << 20);
}

TEST(AutolabTest, TheLastLineHasTheScoresOfLabsWithAVerdict) {
  Report unsure = InconclusiveReport();
  unsure.lab = "09_other";
  const std::string text = FormatAutolab(std::vector{FailingReport(), unsure});
  EXPECT_THAT(text, EndsWith("\n{\"scores\":{\"01_lost_update\":1}}\n"));
}

TEST(Check50Test, PassedIsNullForWhatWasNotDecided) {
  const json results = Parsed(FormatCheck50(One(FailingReport())))["results"];
  EXPECT_EQ(results[0]["passed"], true);
  EXPECT_EQ(results[0]["cause"], nullptr);
  EXPECT_EQ(results[1]["passed"], false);
  EXPECT_THAT(results[1]["cause"]["help"], HasSubstr("./racelab check 1 --only tsan"));
  EXPECT_EQ(results[3]["passed"], nullptr);
  EXPECT_EQ(results[3]["dependency"], "01_lost_update/stress");
}

TEST(Classroom50Test, ScoresAreIntegersThatAddUp) {
  const json result = Parsed(FormatClassroom50(std::vector{FailingReport(), IntegrityReport()}));
  EXPECT_EQ(result["schema"], "classroom50/result/v1");
  EXPECT_EQ(result["score"], 2);
  EXPECT_TRUE(result["max-score"].is_number_integer());
  EXPECT_EQ(result["tests"][5]["test-name"], "02_guard/integrity");
}

TEST(ChromeTraceTest, AStepIsAMicrosecondOnTheThreadOfItsTask) {
  const json trace = Parsed(FormatChromeTrace(One(ExploredReport(RaceWithSteps()))));
  const json& last = trace["traceEvents"].back();
  EXPECT_EQ(last["ph"], "X");
  EXPECT_EQ(last["ts"], 1);
  EXPECT_EQ(last["tid"], 3);
  EXPECT_EQ(last["args"]["place"], "bank.cc:12");
  EXPECT_THAT(Parsed(FormatChromeTrace(One(PassingReport())))["traceEvents"], IsEmpty());
}

TEST(HtmlTest, NothingForeignIsMarkup) {
  const std::string page = FormatHtml(One(HostileFormatsReport()), {});
  for (const char* markup : {"<script", "<img", "<b>", "<i>", "</td><script", "onload=\"e"}) {
    EXPECT_THAT(page, Not(HasSubstr(markup)));
  }
  EXPECT_THAT(page, HasSubstr("default-src 'none'; style-src 'sha256-"));
}

TEST(HtmlTest, TheFirstFindingIsOpenTheRestIsFolded) {
  const std::string page = FormatHtml(One(FailingReport()), {});
  EXPECT_LT(page.find("<h2 class=\"fail\">tsan: data race"), page.find("<details"));
  EXPECT_THAT(page, HasSubstr("<details><summary>stress: assertion</summary>"));
}

}  // namespace
}  // namespace racelab
