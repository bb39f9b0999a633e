// What people open: a table of all students, and which findings many have.
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "checker/base/text.h"
#include "checker/check/run_checks.h"
#include "checker/classroom/gradebook.h"
#include "checker/report/cases.h"

namespace racelab {
namespace {

std::string Cell(const std::string& text) {
  std::string cell = CleanText(text);
  if (!cell.empty() && std::string_view("=+-@\t").find(cell[0]) != std::string_view::npos) {
    cell.insert(0, "'");
  }
  if (cell.find_first_of(",\"\n") == std::string::npos) return cell;
  return absl::StrCat("\"", absl::StrReplaceAll(cell, {{"\"", "\"\""}}), "\"");
}

const GradedLab* LabOf(const ClassRow& row, const std::string& id) {
  for (const GradedLab& lab : row.labs) {
    if (lab.report.lab == id) return &lab;
  }
  return nullptr;
}

}  // namespace

std::string FormatCsv(const std::vector<ClassRow>& rows, const std::vector<Lab>& labs) {
  std::string csv = "student,points,max_points";
  int max_points = 0;
  for (const Lab& lab : labs) {
    absl::StrAppend(&csv, ",", Cell(lab.id));
    max_points += MaxScore({.checks = PlannedChecks(lab.manifest)});
  }
  absl::StrAppend(&csv, ",problem\r\n");
  for (const ClassRow& row : rows) {
    int points = 0;
    std::string cells;
    for (const Lab& lab : labs) {
      const GradedLab* graded = LabOf(row, lab.id);
      absl::StrAppend(&cells, ",", graded == nullptr ? "" : absl::StrCat(graded->points));
      if (graded != nullptr) points += graded->points;
    }
    absl::StrAppend(&csv, Cell(row.student), ",", points, ",", max_points, cells, ",",
                    Cell(row.problem), "\r\n");
  }
  return csv;
}

std::pair<std::string, int> MostCommonFinding(const std::vector<ClassRow>& rows,
                                              const std::string& lab) {
  std::map<std::string, int> counts;
  for (const ClassRow& row : rows) {
    const GradedLab* graded = LabOf(row, lab);
    if (graded == nullptr || graded->state != LabWork::State::kHandedIn) continue;
    if (const auto problem = FirstProblem(graded->report)) ++counts[problem->finding->kind];
  }
  std::pair<std::string, int> most = {"", 0};
  for (const auto& [kind, count] : counts) {
    if (count > most.second) most = {kind, count};
  }
  return most;
}

}  // namespace racelab
