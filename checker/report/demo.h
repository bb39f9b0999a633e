// Demo: a lab's pitfall as a presenter shows it, screen by screen or as slides.
//
// **Thread safety**: plain values and pure functions.
#ifndef RACELAB_CHECKER_REPORT_DEMO_H_
#define RACELAB_CHECKER_REPORT_DEMO_H_

#include <optional>
#include <string>
#include <vector>

#include "checker/report/bars.h"
#include "checker/report/player.h"
#include "checker/report/report_format.h"
#include "checker/result/finding.h"

namespace racelab {

// How runs of the unsafe code ended that nobody disturbed.
struct StressOutcome {
  std::string kind;     // "passed", or the kind of the finding
  std::string example;  // what one of them said; may be empty
  int runs = 0;
};

struct StressSummary {
  std::string suite;  // "Stress": each run is one of its tests
  int runs = 0;
  double seconds = 0;
  std::vector<StressOutcome> outcomes;  // "passed" first, then the most frequent first
};

// The failure that is shown, and the fix under its schedule.
struct DemoFailure {
  std::string check = "explore";  // the kind of check that showed it
  std::string test;               // "Explore.TwoVisitsAreTwo"; may be empty
  Finding finding;                // usually with steps
  std::optional<Comparison> solution;
};

// A picture on a terminal, or a slide.
struct Screen {
  std::string title;
  std::string text;  // lines, each ended by a newline
};

// How the runs ended, as bars: what StressScreen draws, for a page.
Chart StressChart(const StressSummary& stress);

Screen StressScreen(const StressSummary& stress, const TerminalStyle& style);

// With `steps` a screen for each step, which also shows the steps before it; else one for all. The
// last one says why the program often passes, and how to repeat the failure. Never empty.
std::vector<Screen> FailureScreens(const DemoFailure& failure, const TerminalStyle& style,
                                   bool steps);

// What the solution does under the same schedule. Empty when there is none.
std::vector<Screen> SolutionScreens(const DemoFailure& failure, const TerminalStyle& style,
                                    bool steps);

// One for each section of `notes`, so that each fits a terminal: Markdown whose sections begin with
// "## ". Empty for empty notes.
std::vector<Screen> NotesScreens(const std::string& notes, const TerminalStyle& style);

// For a pipe: a screen below another.
std::string ScreenText(const Screen& screen, const TerminalStyle& style);

// Markdown with a slide for each screen, "---" between them; the notes are an HTML comment, which
// programs that show Markdown as slides keep for the presenter.
std::string DemoSlides(const std::string& title, const std::vector<Screen>& screens,
                       const std::string& notes);

}  // namespace racelab

#endif  // RACELAB_CHECKER_REPORT_DEMO_H_
