// Bars: numbers as lengths, in a terminal or as SVG in a page.
//
// **Thread safety**: pure functions; WriteBars belongs to its page's thread.
#ifndef RACELAB_CHECKER_REPORT_BARS_H_
#define RACELAB_CHECKER_REPORT_BARS_H_

#include <string>
#include <vector>

#include "checker/report/page.h"

namespace racelab {

struct Bar {
  std::string label;  // "fork"
  double value = 0;   // at least 0; lengths are proportional to it
  std::string text;   // the value for people: "0.10 ms"
};

// Bars with one scale.
struct Chart {
  std::string title;        // one line
  std::string explanation;  // what to see in it, a sentence or two
  std::vector<Bar> bars;
};

// A line for each bar. What is more than 0 has at least the shortest length.
void WriteBars(Page& page, const std::vector<Bar>& bars);

// Title, bars, explanation.
void WriteChart(Page& page, const Chart& chart);

// The bars as SVG. Where the page has no style for it, text and bars have the page's text colour. A
// screen reader hears the numbers.
std::string ChartSvg(const Chart& chart);

// One page without script or anything from elsewhere.
std::string ChartsHtml(const std::string& title, const std::vector<Chart>& charts);

}  // namespace racelab

#endif  // RACELAB_CHECKER_REPORT_BARS_H_
