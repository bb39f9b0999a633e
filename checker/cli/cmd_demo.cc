// racelab demo: shows a pitfall to a class, or what processes and threads cost.
#include <unistd.h>

#include <cstdio>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "checker/cli/command.h"
#include "checker/cli/console.h"
#include "checker/cli/demo_lab.h"
#include "checker/cli/measure_processes.h"
#include "checker/cli/pager.h"
#include "checker/cli/progress.h"
#include "checker/cli/report_output.h"
#include "checker/report/bars.h"
#include "checker/report/page.h"

namespace racelab {
namespace {

constexpr absl::Duration kStressTime = absl::Milliseconds(800);  // a picture within two seconds

void Add(std::vector<Screen> more, std::vector<Screen>& screens) {
  for (Screen& screen : more) screens.push_back(std::move(screen));
}

// Everything after the picture of the stress.
std::vector<Screen> ScreensOf(const DemoLab& demo, const DemoFailure& failure,
                              const TerminalStyle& style, bool steps) {
  std::vector<Screen> screens = FailureScreens(failure, style, steps);
  Add(SolutionScreens(failure, style, steps), screens);
  Add(NotesScreens(demo.Notes(), style), screens);
  return screens;
}

absl::StatusOr<DemoFailure> Search(const DemoLab& demo) {
  Progress progress(STDERR_FILENO, {});
  progress.Update("demo", "searching for an order of steps that fails");
  return demo.FindFailure();
}

absl::Status WritePlayer(const DemoLab& demo, const DemoFailure& failure, const std::string& path) {
  const absl::StatusOr<StressSummary> stress = demo.Stress(kStressTime);
  if (!stress.ok()) return stress.status();
  return WriteTarget(
      path, PlayerHtml({.program = demo.lab().id,
                        .findings = {{.finding = failure.finding, .comparison = failure.solution}},
                        .outcomes = StressChart(*stress)}));
}

absl::Status WriteSlides(const DemoLab& demo, const DemoFailure& failure, const std::string& path) {
  TerminalStyle style;
  style.unicode = true;
  const absl::StatusOr<StressSummary> stress = demo.Stress(kStressTime);
  if (!stress.ok()) return stress.status();
  std::vector<Screen> screens = {StressScreen(*stress, style)};
  Add(FailureScreens(failure, style, /*steps=*/true), screens);
  Add(SolutionScreens(failure, style, /*steps=*/false), screens);
  return WriteTarget(
      path, DemoSlides(absl::StrCat("Lab ", demo.lab().number, ": ", demo.lab().manifest.title),
                       screens, demo.Notes()));
}

// Asks nothing and prints nothing but where the files are.
int WriteFiles(const DemoLab& demo, const Options& options) {
  const absl::StatusOr<DemoFailure> failure = Search(demo);
  if (!failure.ok()) return Fail(failure.status());
  if (!options.html.empty()) {
    const absl::Status written = WritePlayer(demo, *failure, options.html);
    if (!written.ok()) return Fail(written);
  }
  if (!options.script.empty()) {
    const absl::Status written = WriteSlides(demo, *failure, options.script);
    if (!written.ok()) return Fail(written);
  }
  return kExitPassed;
}

int Present(const DemoLab& demo) {
  const TerminalStyle style = StyleOf(STDOUT_FILENO);
  const absl::StatusOr<StressSummary> stress = demo.Stress(kStressTime);
  if (!stress.ok()) return Fail(stress.status());
  const Screen first = StressScreen(*stress, style);
  Print(ScreenText(first, style));
  std::fflush(stdout);  // there is something to look at while we search
  const absl::StatusOr<DemoFailure> failure = Search(demo);
  if (!failure.ok()) return Fail(failure.status());
  const bool keys = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
  std::vector<Screen> screens = ScreensOf(demo, *failure, style, keys);
  if (keys) {
    screens.insert(screens.begin(), first);
    ShowScreens(screens);
    return kExitPassed;
  }
  for (const Screen& screen : screens) Print(ScreenText(screen, style));
  return kExitPassed;
}

int DemoProcesses(const Options& options) {
  if (!options.script.empty()) {
    return Fail(absl::InvalidArgumentError("--script is for labs; demo processes has --html"));
  }
  const absl::StatusOr<std::vector<Chart>> charts = MeasureProcesses();
  if (!charts.ok()) return Fail(charts.status());
  if (!options.html.empty()) {
    const absl::Status written =
        WriteTarget(options.html, ChartsHtml("Processes and threads, measured", *charts));
    return written.ok() ? kExitPassed : Fail(written);
  }
  const TerminalStyle style = StyleOf(STDOUT_FILENO);
  for (const Chart& chart : *charts) {
    Page page(style);
    page.Line();
    WriteChart(page, chart);
    Print(page.text());
  }
  return kExitPassed;
}

}  // namespace

int RunDemo(const Options& options) {
  if (options.lab == "processes") return DemoProcesses(options);
  const absl::StatusOr<DemoLab> demo = DemoLab::Open(options);
  if (!demo.ok()) return Fail(demo.status());
  if (!options.html.empty() || !options.script.empty()) return WriteFiles(*demo, options);
  Print(absl::StrCat("Lab ", demo->lab().number, ": ", demo->lab().manifest.title, ". ",
                     demo->lab().manifest.summary, "\n"));
  return Present(*demo);
}

}  // namespace racelab
