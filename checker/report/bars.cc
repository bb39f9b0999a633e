// Draws bars: block characters, or rectangles of SVG.
#include "checker/report/bars.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "checker/report/html_finding.h"
#include "checker/report/html_head.h"
#include "checker/report/layout.h"

namespace racelab {
namespace {

constexpr size_t kMostLabel = 34;
constexpr int kRow = 28, kLeft = 330, kLength = 440, kWidth = 900;  // of the SVG, in its units

constexpr char kStyle[] = R"css(
:root { color-scheme: light dark; --text: #1c1e21; --back: #fff; --bar: #2563a8; }
@media (prefers-color-scheme: dark) { :root { --text: #e4e6e9; --back: #17191c; --bar: #79b0ec; } }
body { margin: 0 auto; max-width: 64rem; padding: 1rem; color: var(--text); background: var(--back);
  font: 1.1rem/1.5 system-ui, sans-serif; }
svg { width: 100%; height: auto; } svg text { fill: var(--text); font-size: 16px; }
svg rect { fill: var(--bar); }
)css";

double Largest(const std::vector<Bar>& bars) {
  double largest = 0;
  for (const Bar& bar : bars) largest = std::max(largest, bar.value);
  return largest;
}

// Of `most` units.
size_t Length(const Bar& bar, double largest, size_t most) {
  if (!(bar.value > 0) || !(largest > 0)) return 0;
  return std::clamp<size_t>(static_cast<size_t>(bar.value / largest * static_cast<double>(most)), 1,
                            most);
}

}  // namespace

void WriteBars(Page& page, const std::vector<Bar>& bars) {
  size_t labels = 0, texts = 0;
  for (const Bar& bar : bars) {
    labels = std::max(labels, std::min(DisplayWidth(page.OneLine(bar.label)), kMostLabel));
    texts = std::max(texts, DisplayWidth(page.OneLine(bar.text)));
  }
  const size_t around = 2 + labels + 2 + texts + 2;
  const size_t room = page.width() > around + 10 ? page.width() - around : 10;
  const double largest = Largest(bars);
  for (const Bar& bar : bars) {
    std::string drawn;
    for (size_t i = Length(bar, largest, room); i > 0; --i) {
      drawn += page.style().unicode ? "█" : "#";
    }
    page.Line(absl::StrCat("  ", PadRight(Cut(page.OneLine(bar.label), labels), labels), "  ",
                           PadLeft(page.OneLine(bar.text), texts), "  ", drawn));
  }
}

void WriteChart(Page& page, const Chart& chart) {
  page.Line(page.Paint(page.OneLine(chart.title), kBold));
  page.Line();
  WriteBars(page, chart.bars);
  page.Line();
  page.Paragraph(chart.explanation, 2);
}

std::string ChartSvg(const Chart& chart) {
  const double largest = Largest(chart.bars);
  std::string name = chart.title;
  std::string rows;
  int top = 0;
  for (const Bar& bar : chart.bars) {
    const int length = static_cast<int>(Length(bar, largest, kLength));
    absl::StrAppend(&name, "; ", bar.label, ": ", bar.text);
    absl::StrAppendFormat(
        &rows,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/><text x=\"%d\" y=\"%d\">%s</text>\n",
        kLeft - 10, top + 19, HtmlText(bar.label), kLeft, top + 4, length, kRow - 8,
        kLeft + length + 8, top + 19, HtmlText(bar.text));
    top += kRow;
  }
  return absl::StrFormat(
      "<svg viewBox=\"0 0 %d %d\" role=\"img\" fill=\"currentColor\" "
      "aria-label=\"%s\">\n%s</svg>\n",
      kWidth, top, HtmlText(name), rows);
}

std::string ChartsHtml(const std::string& title, const std::vector<Chart>& charts) {
  std::string html = absl::StrCat(HtmlHead(title, kStyle), "</head>\n<body>\n<main>\n<h1>",
                                  HtmlText(title), "</h1>\n");
  for (const Chart& chart : charts) {
    absl::StrAppend(&html, "<section>\n<h2>", HtmlText(chart.title), "</h2>\n", ChartSvg(chart),
                    "<p>", HtmlText(chart.explanation), "</p>\n</section>\n");
  }
  return html + "</main>\n</body>\n</html>\n";
}

}  // namespace racelab
