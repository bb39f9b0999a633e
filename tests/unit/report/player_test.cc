// Tests of the player's page: policy, hostile text, which findings it has.
#include "checker/report/player.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "checker/report/formats.h"
#include "checker/report/player_bundle.h"
#include "tests/support/sample_interleavings.h"

namespace racelab {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

size_t Count(const std::string& text, const std::string& part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

PlayerPage Hostile() {
  Finding finding = RaceWithSteps();
  finding.steps[0].source = "puts(\"</script><script>alert(1)</script><!--\xff\");";
  finding.steps[0].name = "<img src=x onerror=alert(1)>";
  finding.walk.sources = {{"a.cc", "</script><script>alert(2)</script>\033[2J"}};
  finding.walk.steps = finding.steps;
  return {.program = "</title><script>alert(3)</script>", .findings = {{finding, {}}}};
}

TEST(PlayerTest, HostileTextStaysText) {
  const std::string html = PlayerHtml(Hostile());
  EXPECT_EQ(Count(html, "<script"), 2u);  // the data and the viewer
  EXPECT_EQ(Count(html, "</script"), 2u);
  EXPECT_THAT(html, Not(HasSubstr("<img")));
  EXPECT_THAT(html, Not(HasSubstr("\033")));
  const json data = json::parse(PlayerJson(Hostile()));
  EXPECT_EQ(data["findings"][0]["run"]["tasks"][0]["name"], "<img src=x onerror=alert(1)>");
}

TEST(PlayerTest, ThePolicyAllowsOnlyWhatIsInThePage) {
  const std::string html = PlayerHtml({.program = "p", .findings = {}});
  EXPECT_THAT(html, HasSubstr("default-src 'none'; script-src 'sha256-"));
  EXPECT_THAT(html, Not(HasSubstr("unsafe")));
  EXPECT_THAT(std::string(kPlayerScript), Not(HasSubstr("eval(")));
  EXPECT_THAT(std::string(kPlayerScript), Not(HasSubstr("fetch(")));
  // As the text of an element nothing in them may end it.
  EXPECT_THAT(std::string(kPlayerScript), Not(HasSubstr("</")));
  EXPECT_THAT(std::string(kPlayerStyle), Not(HasSubstr("</")));
}

TEST(PlayerTest, OnlyFindingsWithStepsArePlayed) {
  Report report = ExploredReport(DeadlockWithSteps());
  report.checks[1].findings.push_back({.kind = "hang", .message = "It hangs."});
  const PlayerPage page = PlayerPageOf({&report, 1});
  ASSERT_EQ(page.findings.size(), 1u);
  const json data = json::parse(PlayerJson(page));
  EXPECT_EQ(data["program"], report.lab);
  EXPECT_EQ(data["findings"][0]["cycle"], json({1, 2}));
}

TEST(PlayerTest, AWalkIsShownInsteadOfTheSteps) {
  Finding finding = RaceWithSteps();
  finding.walk.steps = {StepOf(0, 1, "int main()", "starts thread 1")};
  const json data = json::parse(PlayerJson({.program = "p", .findings = {{finding, {}}}}));
  EXPECT_EQ(data["findings"][0]["run"]["steps"].size(), 1u);
  EXPECT_FALSE(data["findings"][0].contains("pair"));
}

}  // namespace
}  // namespace racelab
