// Tests of the JSON report: names, values, round trip, hostile text.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "checker/report/report_format.h"
#include "tests/support/sample_interleavings.h"

namespace racelab {
namespace {

using nlohmann::json;
using ::testing::Each;
using ::testing::HasSubstr;

TEST(JsonReportTest, HasTheDocumentedFieldsInOrder) {
  const auto report = nlohmann::ordered_json::parse(FormatJson(FailingReport()));
  std::vector<std::string> names;
  for (const auto& item : report.items()) names.push_back(item.key());
  EXPECT_THAT(names, testing::ElementsAre("format", "tool", "lab", "title", "verdict", "score",
                                          "max_score", "complete", "compiler", "seed", "quick",
                                          "submission", "isolation", "checks"));
}

TEST(JsonReportTest, SaysWhatTheReportSays) {
  const json report = json::parse(FormatJson(FailingReport()));
  EXPECT_EQ(report["verdict"], "fail");
  EXPECT_EQ(report["score"], 1);
  EXPECT_EQ(report["max_score"], 11);
  EXPECT_EQ(report["checks"][1]["findings"][0]["locations"][0]["line"], 12);
  EXPECT_EQ(report["checks"][3]["verdict"], "not run");
}

TEST(JsonReportTest, RoundTrip) {
  for (const Report& report : {PassingReport(), FailingReport(), InconclusiveReport()}) {
    const std::string text = FormatJson(report);
    const absl::StatusOr<Report> back = ReportFromJson(text);
    ASSERT_TRUE(back.ok()) << back.status();
    EXPECT_EQ(FormatJson(*back), text);
    EXPECT_EQ(ReportVerdict(*back), ReportVerdict(report));
  }
}

// What an older version wrote lacks the fields that came later; results of a class are kept.
TEST(JsonReportTest, StepsComeBackWholeAndFromOlderVersions) {
  const Finding finding = DeadlockWithSteps();
  const std::string text = FormatJson(ExploredReport(finding));
  absl::StatusOr<Report> back = ReportFromJson(text);
  ASSERT_TRUE(back.ok()) << back.status();
  EXPECT_EQ(back->checks[1].findings[0].steps, finding.steps);
  EXPECT_EQ(back->checks[1].findings[0].cycle, finding.cycle);

  json older = nlohmann::json::parse(text);
  json& told = older["checks"][1]["findings"][0];
  told.erase("cycle");
  for (json& step : told["steps"]) {
    for (const char* name : {"accesses", "held", "waits_for", "holder", "after", "reads_from"}) {
      step.erase(name);
    }
  }
  back = ReportFromJson(older.dump());
  ASSERT_TRUE(back.ok()) << back.status();
  EXPECT_EQ(back->checks[1].findings[0].steps[3].action, finding.steps[3].action);
  EXPECT_EQ(back->checks[1].findings[0].steps[3].holder, -1);
}

TEST(JsonReportTest, LargestSeedSurvives) {
  Report report = PassingReport();
  report.seed = std::numeric_limits<uint64_t>::max();
  EXPECT_THAT(FormatJson(report), HasSubstr("\"seed\": 18446744073709551615"));
  EXPECT_EQ(ReportFromJson(FormatJson(report))->seed, report.seed);
}

TEST(JsonReportTest, HostileBytesBecomeCleanText) {
  const std::string text = FormatJson(HostileReport());
  EXPECT_TRUE(json::accept(text));
  EXPECT_THAT(text, Each(testing::AnyOf(testing::Ge(' '), '\n', testing::Lt('\0'))));
  EXPECT_THAT(text, testing::Not(HasSubstr("\\u001b")));
}

TEST(JsonReportTest, DetailIsBounded) {
  Report report = FailingReport();
  report.checks[1].findings[0].detail = std::string(10 << 20, 'x');
  EXPECT_LT(FormatJson(report).size(), 100u << 10);
}

TEST(JsonReportTest, SecondsAreNeverNull) {
  Report report = PassingReport();
  report.checks[0].seconds = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(json::parse(FormatJson(report))["checks"][0]["seconds"], 0);
}

TEST(JsonReportTest, RejectsWhatIsNoReport) {
  for (const char* text : {"", "[]", "{", "{\"format\": 2}", "{\"format\": 1}", "null"}) {
    EXPECT_TRUE(absl::IsInvalidArgument(ReportFromJson(text).status())) << text;
  }
}

}  // namespace
}  // namespace racelab
