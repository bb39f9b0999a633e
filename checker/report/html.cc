// The HTML report: one page for a student, without scripts and without anything from elsewhere.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "checker/report/explain.h"
#include "checker/report/formats.h"
#include "checker/report/html_finding.h"
#include "checker/report/html_head.h"
#include "checker/report/html_style.h"

namespace racelab {
namespace {

const char* ClassOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::kPass: return "pass";
    case Verdict::kFail: return "fail";
    case Verdict::kNotRun: return "notrun";
    case Verdict::kInconclusive: return "inconclusive";
  }
  return "inconclusive";
}

std::string Head(const std::string& title) {
  return HtmlHead(title, kHtmlStyle) + "</head>\n<body>\n<main>\n";
}

std::string CheckRow(const CheckResult& check, bool points) {
  const char* verdict = VerdictName(check.verdict);
  std::string html = absl::StrCat("<tr><td class=\"", ClassOf(check.verdict), "\">", verdict,
                                  "</td><th scope=\"row\">", HtmlText(check.name), "</th>");
  if (points) {
    absl::StrAppend(&html, "<td class=\"number\">", check.points, "/", check.max_points, "</td>");
  }
  absl::StrAppend(&html, "<td>", HtmlText(check.summary), "</td><td class=\"number\">",
                  check.verdict == Verdict::kNotRun ? "" : absl::StrFormat("%.1f s", check.seconds),
                  "</td></tr>\n");
  return html;
}

std::string Checks(const Report& report) {
  const bool points = MaxScore(report) > 0;
  std::string html = "<table>\n<thead><tr><th scope=\"col\">verdict</th><th scope=\"col\">check";
  html += points ? "</th><th class=\"number\" scope=\"col\">points" : "";
  html +=
      "</th><th scope=\"col\">evidence</th><th class=\"number\" scope=\"col\">time</th></tr>"
      "</thead>\n<tbody>\n";
  for (const CheckResult& check : report.checks) html += CheckRow(check, points);
  return html + "</tbody></table>\n";
}

std::string Heading(const Found& found) {
  return HtmlText(absl::StrCat(found.check->name, ": ", KindTitle(found.finding->kind)));
}

// The first one open, the others folded.
std::string Findings(const Report& report, const TerminalStyle& style) {
  std::string html;
  for (const Found& found : FindingsInOrder(report)) {
    const bool open = html.empty() && found.check->verdict != Verdict::kPass;
    const std::string text = HtmlFinding(found, style);
    if (open) {
      absl::StrAppend(&html, "<h2 class=\"", ClassOf(found.check->verdict), "\">", Heading(found),
                      "</h2>\n", text);
    } else {
      absl::StrAppend(&html, "<details><summary>", Heading(found), "</summary>\n", text,
                      "</details>\n");
    }
  }
  return html;
}

// What the verdict rests on.
std::string Evidence(const Report& report) {
  std::string text = report.compiler.empty() ? "" : report.compiler + ", ";
  absl::StrAppend(&text, "seed ", report.seed, report.quick ? ", --quick (fewer runs)" : "");
  if (!report.isolation.empty()) {
    absl::StrAppend(&text, "; isolation: ", absl::StrJoin(report.isolation, ", "));
  }
  return absl::StrCat("<p class=\"soft\">", HtmlText(text), "</p>\n");
}

std::string Section(const Report& report, const std::string& sentence, const std::string& body) {
  return absl::StrCat("<section>\n<h1 class=\"", ClassOf(ReportVerdict(report)), "\">",
                      HtmlText(sentence), "</h1>\n", body, "</section>\n");
}

std::string Tail() {
  return "</main>\n<footer class=\"soft\"><p>racelab " RACELAB_VERSION
         "</p></footer>\n</body>\n</html>\n";
}

}  // namespace

std::string FormatHtml(Labs labs, const TerminalStyle& style) {
  std::string html = Head(labs.size() == 1 ? VerdictSentence(labs.front()) : "racelab: all labs");
  for (const Report& report : labs) {
    std::string body = Checks(report) + Evidence(report);
    if (!report.complete) {
      body += "<p>This report is partial: checking stopped before the end.</p>\n";
    }
    html += Section(report, VerdictSentence(report), body + Findings(report, style));
  }
  return html + Tail();
}

std::string FormatHtml(const Exploration& exploration, const TerminalStyle& style) {
  const Report report = AsReport(exploration);
  const std::string body = absl::StrCat("<p>", HtmlText(Statistics(exploration)), "</p>\n");
  return Head(VerdictSentence(exploration)) +
         Section(report, VerdictSentence(exploration), body + Findings(report, style)) + Tail();
}

}  // namespace racelab
