// The page of a class: one section a question, then the interleavings that they point to.
#include "checker/report/dashboard.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "checker/report/dashboard_script.h"
#include "checker/report/dashboard_style.h"
#include "checker/report/dashboard_table.h"
#include "checker/report/explain.h"
#include "checker/report/html_finding.h"
#include "checker/report/html_head.h"
#include "checker/report/html_style.h"

namespace racelab {
namespace {

// A part of the page that changes while the class is graded.
std::string Live(const char* id, const std::string& html) {
  return absl::StrCat("<div id=\"", id, "\" data-live>\n", html, "</div>\n");
}

class DashboardPage {
 public:
  explicit DashboardPage(const Dashboard& data) : data_(data) {}

  std::string Format(const std::string& version) const {
    const std::string policy = absl::StrCat("script-src ", PolicyHash(kDashboardScript), "; ",
                                            version.empty() ? "" : "connect-src 'self'; ");
    return absl::StrCat(
        HtmlHead("racelab: " + data_.name, absl::StrCat(kHtmlStyle, kDashboardStyle), policy),
        "</head>\n<body", version.empty() ? "" : absl::StrCat(" data-version=\"", version, "\""),
        ">\n<header>\n<h1>", HtmlText(data_.name), "</h1>\n", Live("state-of-grading", Standing()),
        version.empty() ? "" : Follow(), Contents(), "</header>\n<main>\n",
        Section("Labs", Live("labs", Labs())),
        Section("Students", StudentControls() + Live("students", StudentTable(data_))),
        Section("Slow or inconclusive", Live("runs", Runs())),
        Section("Alike", Live("pairs", Pairs())), Section("Findings", Live("findings", Findings())),
        "</main>\n<footer class=\"soft\"><p>racelab " RACELAB_VERSION "</p></footer>\n<script>",
        kDashboardScript, "</script>\n</body>\n</html>\n");
  }

 private:
  std::string Time(absl::Time time) const {
    return absl::FormatTime("%Y-%m-%d %H:%M", time, data_.zone);
  }

  static std::string Section(const char* name, const std::string& body) {
    return absl::StrCat("<section>\n<h2>", name, "</h2>\n", body, "</section>\n");
  }

  static std::string Contents() {
    return "<nav aria-label=\"Parts of this page\"><a href=\"#labs\">Labs</a><a "
           "href=\"#students\">Students</a><a href=\"#runs\">Slow or inconclusive</a><a "
           "href=\"#pairs\">Alike</a><a href=\"#findings\">Findings</a></nav>\n";
  }

  static std::string Follow() {
    return "<p class=\"controls\" hidden><span id=\"live\">This page follows the grading.</span> "
           "<label><input type=\"checkbox\" id=\"pause\"> pause</label></p>\n";
  }

  std::string Standing() const {
    std::string text = absl::StrCat("As of ", Time(data_.now), ". ");
    if (data_.grading) {
      absl::StrAppend(&text, "Grading: ", data_.done, " of ", data_.students, " students so far");
    } else {
      absl::StrAppend(&text, Count(static_cast<int>(data_.rows.size()), "student", "students"));
    }
    if (data_.last > absl::UnixEpoch())
      absl::StrAppend(&text, "; newest result ", Time(data_.last));
    return absl::StrCat("<p>", text, ".</p>\n");
  }

  std::string Labs() const {
    std::string table = absl::StrCat(
        "<thead><tr><th scope=\"col\">lab</th><th class=\"number\" scope=\"col\">handed in</th><th "
        "class=\"number\" scope=\"col\">passed</th><th scope=\"col\">most common findings since ",
        Time(data_.since), "</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < data_.labs.size(); ++i) {
      const DashboardLab& lab = data_.labs[i];
      std::vector<std::string> links;
      for (size_t k = 0; k < lab.findings.size(); ++k) {
        links.push_back(absl::StrCat("<a href=\"#", Anchor(i, k), "\">",
                                     HtmlText(KindTitle(lab.findings[k].kind)), "</a> (",
                                     Count(lab.findings[k].students, "student", "students"), ")"));
      }
      absl::StrAppend(&table, "<tr><th scope=\"row\">", HtmlText(LabName(lab)), "</th>",
                      NumberCell(lab.handed_in), NumberCell(lab.passed), "<td>",
                      links.empty() ? "none" : absl::StrJoin(links, ", "), "</td></tr>\n");
    }
    return WideTable("Labs", table + "</tbody>");
  }

  std::string Runs() const {
    if (data_.runs.empty()) return "<p>None.</p>\n";
    std::string table =
        TableHeader({"student", "lab", "verdict", "seconds", "usual for the lab", "why"}) +
        "<tbody>\n";
    for (const DashboardRun& run : data_.runs) {
      const auto seconds = [](double value) {
        return absl::StrCat("<td>", value > 0 ? absl::StrFormat("%.0f", value) : "not known",
                            "</td>");
      };
      absl::StrAppend(&table, "<tr><th scope=\"row\">", HtmlText(run.student), "</th><td>",
                      HtmlText(run.lab), "</td><td>", HtmlText(run.verdict), "</td>",
                      seconds(run.seconds), seconds(run.usual), "<td>", HtmlText(run.message),
                      "</td></tr>\n");
    }
    return WideTable("Slow or inconclusive", table + "</tbody>");
  }

  std::string Pairs() const {
    std::string html =
        "<p>A hint for a human, not a verdict: small labs have few right answers, and people may "
        "have worked together with leave. Read both before you judge.</p>\n";
    if (data_.pairs.empty()) return html + "<p>No two are alike.</p>\n";
    std::string table =
        TableHeader({"lab", "one", "other", "in common", "lines that are alike"}) + "<tbody>\n";
    for (const DashboardPair& pair : data_.pairs) {
      std::vector<std::string> lines;
      for (size_t i = 0; i < pair.lines_a.size(); ++i) {
        lines.push_back(HtmlText(absl::StrCat(pair.lines_a[i], " and ", pair.lines_b[i])));
      }
      absl::StrAppend(&table, "<tr><th scope=\"row\">", HtmlText(pair.lab), "</th><td>",
                      HtmlText(pair.a), "</td><td>", HtmlText(pair.b), "</td><td>",
                      absl::StrFormat("%.0f %%", 100 * pair.share), "</td><td>",
                      absl::StrJoin(lines, "<br>"), "</td></tr>\n");
    }
    return html + WideTable("Alike", table + "</tbody>");
  }

  std::string Findings() const {
    std::string html;
    for (size_t i = 0; i < data_.labs.size(); ++i) {
      for (size_t k = 0; k < data_.labs[i].findings.size(); ++k) {
        const DashboardFinding& finding = data_.labs[i].findings[k];
        const CheckResult check{.kind = finding.check_kind};
        absl::StrAppend(
            &html, "<article id=\"", Anchor(i, k), "\" tabindex=\"-1\">\n<h3>",
            HtmlText(absl::StrCat(LabName(data_.labs[i]), ": ", KindTitle(finding.kind))),
            "</h3>\n<p class=\"soft\">", Count(finding.students, "student", "students"),
            "; this one is ", HtmlText(finding.student), "'s.</p>\n",
            HtmlFinding({&check, &finding.example}, {}), "</article>\n");
      }
    }
    return html.empty() ? "<p>None.</p>\n" : html;
  }

  static std::string Anchor(size_t lab, size_t finding) {
    return absl::StrCat("finding-", lab + 1, "-", finding + 1);
  }

  const Dashboard& data_;
};

}  // namespace

std::string FormatDashboard(const Dashboard& dashboard, const std::string& version) {
  return DashboardPage(dashboard).Format(version);
}

}  // namespace racelab
