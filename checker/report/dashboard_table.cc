// Rows and cells, with what the page's script sorts and chooses by.
#include "checker/report/dashboard_table.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "checker/report/html_finding.h"

namespace racelab {
namespace {

std::string Cell(const DashboardCell& cell) {
  if (cell.state != "handed in") {
    return absl::StrCat("<td class=\"number soft\" data-value=\"-1\">",
                        cell.state.empty() ? "none" : HtmlText(cell.state), "</td>");
  }
  const bool pass = cell.verdict == "pass", fail = cell.verdict == "fail";
  return absl::StrCat(
      "<td class=\"number ",
      pass   ? "pass"
      : fail ? "fail"
             : "inconclusive",
      "\" data-value=\"", cell.points, "\">", cell.points, " <span aria-hidden=\"true\">",
      pass   ? "✓"
      : fail ? "✗"
             : "?",
      "</span><span class=\"said\">", HtmlText(cell.verdict), "</span>",
      cell.days_late > 0 ? absl::StrCat("<br>", Count(cell.days_late, "day", "days"), " late") : "",
      "</td>");
}

std::string StudentRow(const DashboardStudent& student, int most) {
  int points = 0;
  std::set<std::string> states;
  std::string cells;
  for (const DashboardCell& cell : student.cells) {
    points += cell.points;
    cells += Cell(cell);
    if (cell.state != "handed in")
      states.insert("missing");
    else if (cell.verdict == "fail")
      states.insert("failing");
    else if (cell.verdict == "inconclusive")
      states.insert("inconclusive");
  }
  if (!student.problem.empty()) states.insert("problem");
  const std::string name = HtmlText(student.name);
  return absl::StrCat("<tr data-states=\"", absl::StrJoin(states, " "),
                      "\"><th scope=\"row\" data-value=\"", name, "\">", name,
                      student.problem.empty()
                          ? ""
                          : absl::StrCat("<br><span class=\"fail\">not graded: ",
                                         HtmlText(student.problem), "</span>"),
                      "</th><td class=\"number\" data-value=\"", points, "\">", points, " of ",
                      most, "</td>", cells, "</tr>\n");
}

}  // namespace

std::string NumberCell(double value) {
  return absl::StrCat("<td class=\"number\">", value, "</td>");
}

std::string Count(int count, const char* one, const char* many) {
  return absl::StrCat(count, " ", count == 1 ? one : many);
}

std::string WideTable(const std::string& name, const std::string& table) {
  return absl::StrCat("<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"", name,
                      "\"><table>\n", table, "</table></div>\n");
}

std::string TableHeader(std::initializer_list<const char*> columns) {
  std::string html = "<thead><tr>";
  for (const char* column : columns) {
    absl::StrAppend(&html, "<th scope=\"col\">", column, "</th>");
  }
  return html + "</tr></thead>\n";
}

std::string LabName(const DashboardLab& lab) {
  return lab.title == lab.id ? lab.id : absl::StrCat(lab.id.substr(0, 2), " ", lab.title);
}

std::string StudentControls() {
  return "<p class=\"controls\" hidden><label>name contains <input type=\"search\" "
         "id=\"name\"></label><label>show <select id=\"state\"><option value=\"\">all</option>"
         "<option value=\"failing\">with a lab that failed</option><option "
         "value=\"missing\">with "
         "a lab that is missing</option><option value=\"inconclusive\">with an inconclusive "
         "lab</option><option value=\"problem\">that could not be "
         "graded</option></select></label>"
         "<output id=\"shown\"></output></p>\n";
}

std::string StudentTable(const Dashboard& data) {
  std::string table =
      "<thead><tr><th scope=\"col\">student</th><th class=\"number\" "
      "scope=\"col\">points</th>";
  int most = 0;
  for (const DashboardLab& lab : data.labs) {
    most += lab.max_points;
    absl::StrAppend(&table, "<th class=\"number\" scope=\"col\">", HtmlText(LabName(lab)), "</th>");
  }
  table += "</tr></thead>\n<tbody>\n";
  for (const DashboardStudent& student : data.rows) table += StudentRow(student, most);
  return WideTable("Students", table + "</tbody>");
}

}  // namespace racelab
