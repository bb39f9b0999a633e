// Writes the pages that player.test.mjs and player_page.test.mjs open: player_pages FOLDER.
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "checker/base/files.h"
#include "checker/report/bars.h"
#include "checker/report/formats.h"
#include "checker/report/player.h"
#include "tests/support/sample_interleavings.h"
#include "tests/support/sample_reports.h"

namespace racelab {
namespace {

constexpr char kHostile[] =
    "</script><script>document.title='owned'</script><img src=x onerror=alert(1)>";

std::string SourceLines(int count) {
  std::string text;
  for (int i = 1; i <= count; ++i) absl::StrAppend(&text, "line_", i, "();\n");
  return text;
}

PlayedFinding Played(Finding finding) {
  finding.reproduce = "./racelab replay rl1-4fa0-Ab3dE-1 1";
  finding.rarity = {1, 1700};
  finding.walk = {.steps = finding.steps, .sources = {{"bank.cc", SourceLines(60)}}};
  return {.finding = std::move(finding), .comparison = {}};
}

PlayedFinding Compared() {
  PlayedFinding played = Played(RaceWithSteps());
  Walk walk{.steps = {StepOf(1, 5, "lock_guard lock(m_);", "locks m_"),
                      StepOf(1, 6, "hits_++;", "reads hits_: 7, writes 8"),
                      StepOf(2, 5, "lock_guard lock(m_);", "locks m_")},
            .sources = {{"bank.cc", SourceLines(20)}}};
  walk.steps[0].held = walk.steps[1].held = walk.steps[2].held = {"m_"};
  walk.steps[2].after = {1};
  played.comparison = {.name = "Solution",
                       .outcome = "Under the same schedule nothing fails.",
                       .walk = std::move(walk)};
  return played;
}

// The other program does nothing that is to be seen.
PlayedFinding Unseen() {
  PlayedFinding played = Compared();
  played.comparison->walk = {};
  return played;
}

// Three threads that pass a lock round, in as many steps as there may be.
PlayedFinding Many() {
  Finding finding = RaceWithSteps();
  finding.steps.clear();
  for (size_t i = 0; i < kMaxWalk; ++i) {
    Step step = StepOf(static_cast<int>(i % 3) + 1, static_cast<int>(i % 50) + 1, "hits_++;",
                       absl::StrCat("reads hits_: ", i, ", writes ", i + 1), i + 2 >= kMaxWalk);
    step.accesses = {{"hits_", absl::StrCat(i), absl::StrCat(i + 1), true}};
    step.held = {"m_"};
    if (i > 0) step.after = step.reads_from = {static_cast<int>(i) - 1};
    finding.steps.push_back(std::move(step));
  }
  return Played(std::move(finding));
}

PlayedFinding Hostile() {
  PlayedFinding played = Played(RaceWithSteps());
  Finding& finding = played.finding;
  finding.message = kHostile;
  finding.walk.steps[0].source = finding.walk.steps[0].action = finding.walk.steps[0].name =
      kHostile;
  finding.walk.steps[0].accesses[0].object = kHostile;
  finding.walk.sources = {{"bank.cc", absl::StrCat(SourceLines(11), kHostile, "\n")}};
  return played;
}

// What a demo shows before the player.
Chart Outcomes() {
  return {.title = "The starter under plain stress",
          .explanation = "30 runs",
          .bars = {{"passed", 27, "27"}, {kHostile, 3, "3"}}};
}

// What a check says that knows no steps.
PlayedFinding Told() {
  PlayedFinding played;
  played.finding = {.kind = "assertion", .message = "It waits in a loop."};
  played.comparison = {
      .name = "Solution", .outcome = "The solution passes this check.", .walk = {}};
  return played;
}

bool WritePage(const std::filesystem::path& file, const std::string& html) {
  const absl::Status status = WriteFile(file, html);
  if (!status.ok()) std::fprintf(stderr, "%s\n", status.ToString().c_str());
  return status.ok();
}

bool Write(const std::filesystem::path& folder, const char* name, std::vector<PlayedFinding> played,
           std::optional<Chart> outcomes = {}) {
  return WritePage(folder / name, PlayerHtml({.program = "bank",
                                              .findings = std::move(played),
                                              .outcomes = std::move(outcomes)}));
}

// The pages without a script: a report, and what `demo processes` draws.
bool WriteOthers(const std::filesystem::path& folder) {
  const std::vector<Report> reports = {FailingReport(), PassingReport()};
  return WritePage(folder / "report.html", FormatHtml(reports, TerminalStyle{})) &&
         WritePage(folder / "charts.html", ChartsHtml("Measured", {Outcomes(), Outcomes()}));
}

}  // namespace
}  // namespace racelab

int main(int argc, char** argv) {
  using namespace racelab;
  if (argc != 2) return 2;
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  const bool ok = Write(folder, "race.html", {Compared(), Played(DeadlockWithSteps())}) &&
                  Write(folder, "deadlock.html", {Played(DeadlockWithSteps())}) &&
                  Write(folder, "processes.html", {Played(PipeWithSteps())}) &&
                  Write(folder, "lost.html", {Played(LostWakeupWithSteps())}) &&
                  Write(folder, "outcomes.html", {Compared()}, Outcomes()) &&
                  Write(folder, "unseen.html", {Unseen()}) &&
                  Write(folder, "told.html", {Told()}, Outcomes()) &&
                  Write(folder, "many.html", {Many()}) &&
                  Write(folder, "hostile.html", {Hostile()}) && Write(folder, "empty.html", {}) &&
                  WriteOthers(folder);
  return ok ? 0 : 1;
}
