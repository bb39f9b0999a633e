// Tests of SARIF: rules, code flows, fingerprints, and what is no result.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "checker/report/formats.h"
#include "tests/support/sample_interleavings.h"
#include "tests/support/sample_reports.h"

namespace racelab {
namespace {

using nlohmann::json;
using ::testing::IsEmpty;
using ::testing::Not;

json RunOf(const Report& report) {
  return json::parse(FormatSarif(std::vector{report}))["runs"][0];
}

std::string Fingerprint(const Report& report) {
  return RunOf(report)["results"][0]["partialFingerprints"]["racelab/v1"];
}

TEST(SarifTest, AResultNamesRuleLevelAndPlace) {
  const json run = RunOf(FailingReport());
  const json& result = run["results"][0];
  EXPECT_EQ(result["ruleId"], "racelab/data-race");
  EXPECT_EQ(result["level"], "error");
  const json& place = result["locations"][0]["physicalLocation"];
  EXPECT_EQ(place["artifactLocation"]["uri"], "labs/01_lost_update/hits.cc");
  EXPECT_EQ(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
  EXPECT_EQ(place["region"]["startLine"], 12);
  EXPECT_EQ(run["tool"]["driver"]["rules"][0]["name"], "DataRace");
  EXPECT_EQ(run["invocations"][0]["executionSuccessful"], true);
}

TEST(SarifTest, EachTaskIsAThreadFlowAndTheOrderIsOverAll) {
  const json flows =
      RunOf(ExploredReport(LostWakeupWithSteps()))["results"][0]["codeFlows"][0]["threadFlows"];
  ASSERT_EQ(flows.size(), 2u);
  std::vector<int> orders;
  for (const json& flow : flows) {
    EXPECT_THAT(flow["id"], Not(IsEmpty()));
    for (const json& place : flow["locations"]) orders.push_back(place["executionOrder"]);
  }
  std::vector<int> expected;
  for (size_t i = 1; i <= LostWakeupWithSteps().steps.size(); ++i) {
    expected.push_back(static_cast<int>(i));
  }
  EXPECT_THAT(orders, testing::UnorderedElementsAreArray(expected));
}

TEST(SarifTest, OurTroublesAreNotificationsAndNoResults) {
  const json run = RunOf(InconclusiveReport());
  EXPECT_THAT(run["results"], IsEmpty());
  EXPECT_EQ(run["invocations"][0]["executionSuccessful"], false);
  EXPECT_EQ(run["invocations"][0]["toolExecutionNotifications"].size(), 1u);
  Report report = PassingReport();
  report.complete = false;
  EXPECT_EQ(RunOf(report)["invocations"][0]["executionSuccessful"], false);
}

TEST(SarifTest, AFingerprintSurvivesMovedLinesAndAddresses) {
  Finding finding = RaceWithSteps();
  const std::string before = Fingerprint(ExploredReport(finding));
  for (Step& step : finding.steps) step.line += 5;
  for (Location& place : finding.locations) place.line += 5;
  EXPECT_EQ(Fingerprint(ExploredReport(finding)), before);
  finding.steps[0].source = "misses_++;";
  EXPECT_NE(Fingerprint(ExploredReport(finding)), before);

  Report report = FailingReport();
  report.checks[1].findings[0].message = "Thread 1 frees 0x7b04 at hits.cc:12.";
  const std::string without_steps = Fingerprint(report);
  report.checks[1].findings[0].message = "Thread 2 frees 0x7c1f at hits.cc:19.";
  EXPECT_EQ(Fingerprint(report), without_steps);
}

TEST(SarifTest, TwoResultsNeverHaveOneFingerprint) {
  const json results = RunOf(FailingReport())["results"];
  ASSERT_EQ(results.size(), 3u);
  EXPECT_NE(results[0]["partialFingerprints"], results[1]["partialFingerprints"]);
}

TEST(SarifTest, PlacesOutsideOfTheRepositoryAreLeftOut) {
  const std::string text = FormatSarif(std::vector{HostileFormatsReport()});
  EXPECT_THAT(text, Not(testing::HasSubstr("etc/")));
  EXPECT_THAT(text, testing::HasSubstr("\"uri\": \"a%2Cb%3Ac%20%3A%3Aerror"));
}

}  // namespace
}  // namespace racelab
