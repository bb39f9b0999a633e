// Lays a finding out in HTML; a step is a row, a task is a column.
#include "checker/report/html_finding.h"

#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "checker/base/text.h"
#include "checker/report/explain.h"
#include "checker/report/interleaving.h"

namespace racelab {
namespace {

constexpr size_t kMaxRawEvidence = 64 << 10;

std::string Paragraph(const std::string& text) {
  return text.empty() ? "" : absl::StrCat("<p>", HtmlText(text), "</p>\n");
}

std::string Place(const std::string& file, int line) {
  return HtmlText(line > 0 ? absl::StrCat(file, ":", line) : file);
}

std::string Cell(const Step& step) {
  return absl::StrCat("<td", step.failing ? " class=\"failing\"" : "", "><span class=\"soft\">",
                      Place(step.file, step.line), "</span><code>", HtmlText(step.source),
                      "</code>", HtmlText(step.action), "</td>");
}

std::string LeftOut(int steps, size_t columns) {
  if (steps <= 0) return "";
  return absl::StrCat("<tr><td class=\"number\"></td><td class=\"soft\" colspan=\"", columns, "\">",
                      steps, steps == 1 ? " step" : " steps", " left out</td></tr>\n");
}

std::string Interleaving(const std::vector<Step>& steps) {
  if (steps.empty()) return "";
  std::map<int, std::string> names;
  for (const Step& step : steps) names.emplace(step.task, step.name);
  std::string html =
      "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Step by step\"><table "
      "class=\"steps\"><caption>Step by step, from top to bottom; the "
      "marked steps go wrong together</caption>\n<thead><tr><th class=\"number\" "
      "scope=\"col\">#</th>";
  for (const auto& [task, name] : names) {
    absl::StrAppend(&html, "<th scope=\"col\">", HtmlText(name), "</th>");
  }
  html += "</tr></thead>\n<tbody>\n";
  int number = 0;
  for (const Step& step : steps) {
    absl::StrAppend(&html, LeftOut(step.left_out, names.size()), "<tr><td class=\"number\">",
                    ++number, "</td>");
    for (const auto& [task, name] : names) html += task == step.task ? Cell(step) : "<td></td>";
    html += "</tr>\n";
  }
  return html + "</tbody></table></div>\n";
}

std::string Locations(const Finding& finding, const TerminalStyle& style) {
  if (finding.locations.empty()) return "";
  std::string html = "<table class=\"places\">\n";
  for (const Location& location : finding.locations) {
    const std::string source =
        style.source_line ? style.source_line(location.file, location.line) : "";
    absl::StrAppend(&html, "<tr><td>", Place(location.file, location.line), "</td><td>",
                    HtmlText(location.task));
    if (!source.empty()) {
      absl::StrAppend(&html, "<code>",
                      HtmlText(std::string(absl::StripLeadingAsciiWhitespace(source))), "</code>");
    }
    html += "</td></tr>\n";
  }
  return html + "</table>\n";
}

std::string Command(const char* title, const std::string& command) {
  return absl::StrCat("<p>", title, "</p>\n<pre>", HtmlText(OneLine(command)), "</pre>\n");
}

}  // namespace

std::string HtmlText(std::string_view bytes) {
  return absl::StrReplaceAll(
      CleanText(bytes),
      {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}, {"'", "&#39;"}});
}

std::string HtmlFinding(const Found& found, const TerminalStyle& style) {
  const Finding& finding = *found.finding;
  std::string html = Paragraph(finding.message);
  html += finding.steps.empty() ? Locations(finding, style) : Interleaving(finding.steps);
  const std::string rarity = RaritySentence(finding.rarity);
  const std::string why = WhyItCanPass(found.check->kind, finding);
  if (!rarity.empty() || !why.empty()) {
    html +=
        Paragraph(absl::StrCat(NeverPasses(finding) ? "" : "Why it can pass elsewhere: ", rarity,
                               rarity.empty() || why.empty() ? "" : " ", why));
  }
  if (!finding.reproduce.empty()) html += Command("Repeat it:", finding.reproduce);
  if (!finding.token.empty() && !absl::StrContains(finding.reproduce, finding.token)) {
    html += Command("Replay exactly these steps:", "./racelab replay " + finding.token);
  }
  if (!finding.detail.empty()) {
    absl::StrAppend(&html, "<details><summary>Raw evidence</summary>\n<pre>",
                    HtmlText(Shorten(CleanText(finding.detail), kMaxRawEvidence)),
                    "</pre></details>\n");
  }
  return html;
}

}  // namespace racelab
