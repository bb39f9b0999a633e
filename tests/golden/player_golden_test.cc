// Golden tests of the player's data: a race, a deadlock, a lost wakeup, processes, a comparison.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "checker/report/player.h"
#include "tests/golden/approved.h"
#include "tests/support/sample_interleavings.h"

namespace racelab {
namespace {

PlayerPage PageOf(Finding finding) {
  const Report report = ExploredReport(std::move(finding));
  return PlayerPageOf({&report, 1});
}

void ExpectData(const std::string& name, const PlayerPage& page) {
  const auto data = nlohmann::ordered_json::parse(PlayerJson(page));
  ExpectApproved(name, data.dump(1) + "\n", "player");
}

TEST(PlayerGoldenTest, Race) { ExpectData("race.json", PageOf(RaceWithSteps())); }
TEST(PlayerGoldenTest, Deadlock) { ExpectData("deadlock.json", PageOf(DeadlockWithSteps())); }
TEST(PlayerGoldenTest, LostWakeup) {
  ExpectData("lost_wakeup.json", PageOf(LostWakeupWithSteps()));
}
TEST(PlayerGoldenTest, Processes) { ExpectData("processes.json", PageOf(PipeWithSteps())); }
TEST(PlayerGoldenTest, StepsLeftOut) { ExpectData("left_out.json", PageOf(AssertionWithSteps())); }

TEST(PlayerGoldenTest, ComparisonAndSources) {
  PlayerPage page = PageOf(RaceWithSteps());
  Finding& finding = page.findings[0].finding;
  finding.walk = {.steps = finding.steps, .sources = {{"bank.cc", "long hits_;\n"}}};
  page.findings[0].comparison = Comparison{
      .name = "Solution",
      .outcome = "Under the same schedule it comes to its end, and nothing fails.",
      .walk = {.steps = {StepOf(1, 9, "lock_guard lock(m_);", "locks m_")}, .sources = {}}};
  ExpectData("comparison.json", page);
}

}  // namespace
}  // namespace racelab
