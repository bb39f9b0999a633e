// Lays a demo out as screens and slides.
#include "checker/report/demo.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "checker/base/text.h"
#include "checker/report/bars.h"
#include "checker/report/explain.h"
#include "checker/report/interleaving.h"
#include "checker/report/page.h"

namespace racelab {
namespace {

constexpr size_t kMostSolutionSteps = 24;
constexpr size_t kMostExample = 300;  // bytes

std::string Counted(uint64_t number, const char* what) {
  return absl::StrCat(WithThousands(number), " ", what, number == 1 ? "" : "s");
}

std::string FailureTitle(const DemoFailure& failure) {
  return absl::StrCat("The starter: ", KindTitle(failure.finding.kind),
                      failure.test.empty() ? "" : absl::StrCat(" in ", failure.test));
}

// The first steps of a finding, without the reasons behind them.
std::string StepText(const Finding& finding, size_t count, const TerminalStyle& style) {
  Page page(style);
  page.Paragraph(finding.message, 2);
  WriteInterleaving(page, finding, count);
  return page.text();
}

// The solution's steps as a finding: the first ones of the tasks and in the files that the failure
// is about.
Finding StepsOfSolution(const DemoFailure& failure) {
  std::set<std::string> files;
  std::set<int> tasks;
  for (const Step& step : failure.finding.steps) {
    files.insert(step.file);
    tasks.insert(step.task);
  }
  Finding shown{.kind = "", .message = failure.solution->outcome};
  int left_out = 0;
  for (const Step& step : failure.solution->walk.steps) {
    if (shown.steps.size() == kMostSolutionSteps || !files.contains(step.file) ||
        !tasks.contains(step.task)) {
      ++left_out;
      continue;
    }
    shown.steps.push_back(step);
    shown.steps.back().left_out = left_out;
    left_out = 0;
  }
  return shown;
}

std::set<std::string> LocksHeld(const std::vector<Step>& steps) {
  std::set<std::string> locks;
  for (const Step& step : steps) locks.insert(step.held.begin(), step.held.end());
  return locks;
}

// What the two executions do differently, as far as a program can say it.
std::string Difference(const DemoFailure& failure) {
  const Walk& unsafe = failure.finding.walk;
  const Walk& safe = failure.solution->walk;
  const std::set<std::string> before =
      LocksHeld(unsafe.steps.empty() ? failure.finding.steps : unsafe.steps);
  std::vector<std::string> locks;
  for (const std::string& lock : LocksHeld(safe.steps)) {
    if (!before.contains(lock)) locks.push_back(lock);
  }
  const auto waits =
      std::ranges::count_if(safe.steps, [](const Step& step) { return !step.waits_for.empty(); });
  const size_t steps = unsafe.steps.empty() ? failure.finding.steps.size() : unsafe.steps.size();
  std::string text = absl::StrCat("The starter's execution ends after ", Counted(steps, "step"),
                                  ", this one after ", WithThousands(safe.steps.size()), ".");
  if (!locks.empty()) {
    absl::StrAppend(&text, " It holds what the starter does not hold: ",
                    locks.size() > 3 ? Counted(locks.size(), "lock") : absl::StrJoin(locks, ", "),
                    ".");
  }
  if (waits > 0) absl::StrAppend(&text, " Somebody waits ", Counted(waits, "time"), ".");
  return text;
}

// Whether a line of Markdown begins a paragraph of its own: an item, a row of a table.
bool Begins(absl::string_view line) {
  return std::isdigit(static_cast<unsigned char>(line[0])) != 0 ||
         std::string_view("-*|").find(line[0]) != std::string_view::npos;
}

// Markdown with its lines broken anew.
void WriteMarkdown(Page& page, const std::string& markdown) {
  std::string paragraph;
  const auto finish = [&] {
    if (!paragraph.empty()) page.Paragraph(std::exchange(paragraph, ""), 2);
  };
  for (absl::string_view line : absl::StrSplit(markdown, '\n')) {
    line = absl::StripLeadingAsciiWhitespace(line);
    if (line.empty() || Begins(line)) finish();
    if (line.empty()) page.Line();
    absl::StrAppend(&paragraph, paragraph.empty() ? "" : " ", line);
  }
  finish();
}

// The first lines of what a run said.
std::string Beginning(absl::string_view text) {
  std::string shown;
  for (absl::string_view line : absl::StrSplit(absl::StripAsciiWhitespace(text), '\n')) {
    if (shown.size() + line.size() > kMostExample && !shown.empty()) return shown + " ...";
    absl::StrAppend(&shown, shown.empty() ? "" : "\n", Shorten(std::string(line), kMostExample));
  }
  return shown;
}

constexpr char kAllPassed[] = "All passed. The bug is there all the same.";

bool IsPass(const StressOutcome& outcome) { return outcome.kind == "passed"; }

std::string RunsOf(const StressSummary& stress) {
  return absl::StrFormat("%s of the tests %s.* in %.1f s, at full speed, undisturbed",
                         Counted(stress.runs, "run"), stress.suite, stress.seconds);
}

}  // namespace

Chart StressChart(const StressSummary& stress) {
  Chart chart{.title = "The starter under plain stress", .explanation = RunsOf(stress), .bars = {}};
  for (const StressOutcome& outcome : stress.outcomes) {
    chart.bars.push_back({.label = IsPass(outcome) ? outcome.kind : KindTitle(outcome.kind),
                          .value = static_cast<double>(outcome.runs),
                          .text = absl::StrCat(outcome.runs)});
  }
  absl::StrAppend(&chart.explanation, ". ",
                  std::ranges::all_of(stress.outcomes, IsPass) ? kAllPassed : "");
  return chart;
}

Screen StressScreen(const StressSummary& stress, const TerminalStyle& style) {
  Page page(style);
  const Chart chart = StressChart(stress);
  page.Paragraph(RunsOf(stress) + ":", 2);
  page.Line();
  WriteBars(page, chart.bars);
  for (const StressOutcome& outcome : stress.outcomes) {
    if (outcome.example.empty()) continue;
    page.Line();
    page.Paragraph(absl::StrCat(KindTitle(outcome.kind), ": ", Beginning(outcome.example)), 2);
  }
  if (std::ranges::all_of(stress.outcomes, IsPass)) {
    page.Line();
    page.Paragraph(kAllPassed, 2, kBold);
  }
  return {.title = chart.title, .text = page.text()};
}

std::vector<Screen> FailureScreens(const DemoFailure& failure, const TerminalStyle& style,
                                   bool steps) {
  std::vector<Screen> screens;
  const std::string title = FailureTitle(failure);
  for (size_t i = 1; steps && i <= failure.finding.steps.size(); ++i) {
    screens.push_back({title, StepText(failure.finding, i, style)});
  }
  CheckResult check{.name = failure.check, .kind = failure.check, .verdict = Verdict::kFail};
  check.findings = {failure.finding};
  screens.push_back({title, FormatFindings(check, style).substr(1)});  // without its empty line
  return screens;
}

std::vector<Screen> SolutionScreens(const DemoFailure& failure, const TerminalStyle& style,
                                    bool steps) {
  if (!failure.solution) return {};
  if (failure.solution->walk.steps.empty()) {
    Page page(style);
    page.Paragraph(failure.solution->outcome, 2);
    return {{"The solution", page.text()}};
  }
  const std::string title = "The solution under the same schedule";
  const Finding shown = StepsOfSolution(failure);
  std::vector<Screen> screens;
  for (size_t i = 1; steps && i < shown.steps.size(); ++i) {
    screens.push_back({title, StepText(shown, i, style)});
  }
  Page page(style);
  page.Line();
  page.Paragraph(Difference(failure), 2);
  screens.push_back({title, StepText(shown, shown.steps.size(), style) + page.text()});
  return screens;
}

std::vector<Screen> NotesScreens(const std::string& notes, const TerminalStyle& style) {
  std::vector<Screen> screens;
  const std::string text = absl::StrCat("\n", notes);
  for (absl::string_view section : absl::StrSplit(text, "\n## ", absl::SkipWhitespace())) {
    const std::vector<std::string> parts = absl::StrSplit(section, absl::MaxSplits("\n\n", 1));
    Page page(style);
    if (parts.size() > 1) WriteMarkdown(page, std::string(absl::StripAsciiWhitespace(parts[1])));
    screens.push_back({absl::StrCat("For the presenter: ", parts.front()), page.text()});
  }
  return screens;
}

std::string ScreenText(const Screen& screen, const TerminalStyle& style) {
  Page page(style);
  page.Line();
  page.Line(page.Paint(absl::StrCat("== ", page.OneLine(screen.title), " =="), kBold));
  page.Line();
  return page.text() + screen.text;
}

std::string DemoSlides(const std::string& title, const std::vector<Screen>& screens,
                       const std::string& notes) {
  std::string slides = absl::StrCat("# ", title, "\n");
  // Four: the text may itself hold three.
  for (const Screen& screen : screens) {
    absl::StrAppend(&slides, "\n---\n\n## ", screen.title, "\n\n````text\n", screen.text, "````\n");
  }
  if (notes.empty()) return slides;
  return absl::StrCat(slides, "\n<!--\n", absl::StrReplaceAll(notes, {{"-->", "-- >"}}), "\n-->\n");
}

}  // namespace racelab
