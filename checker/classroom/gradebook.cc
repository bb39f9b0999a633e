// Tables, and the one transaction that fills them.
#include "checker/classroom/gradebook.h"

#include <map>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "checker/base/sqlite.h"
#include "checker/base/text.h"
#include "checker/check/run_checks.h"
#include "checker/report/cases.h"

namespace racelab {
namespace {

constexpr int64_t kVersion = 1;
constexpr const char* kTables[] = {
    "CREATE TABLE IF NOT EXISTS students (student TEXT PRIMARY KEY, problem TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS results (student TEXT NOT NULL, lab TEXT NOT NULL,"
    " state TEXT NOT NULL, verdict TEXT NOT NULL, points INTEGER NOT NULL,"
    " max_points INTEGER NOT NULL, days_late INTEGER NOT NULL, finding TEXT NOT NULL,"
    " message TEXT NOT NULL, token TEXT NOT NULL, PRIMARY KEY (student, lab))"};

absl::Status Prepare(Database& database, const std::filesystem::path& file) {
  int64_t version = 0;
  const auto read = [&](const Database::Row& row) { version = std::get<int64_t>(row[0]); };
  absl::Status status = database.Run("PRAGMA user_version", {}, read);
  if (status.ok() && version > kVersion) {
    return absl::FailedPreconditionError(
        absl::StrCat(CleanText(file.string()), " was made by a newer racelab (version ", version,
                     " of its tables); use that one, or another --out"));
  }
  for (const char* table : kTables) {
    if (status.ok()) status = database.Run(table);
  }
  if (status.ok()) status = database.Run(absl::StrCat("PRAGMA user_version = ", kVersion));
  return status;
}

absl::Status Put(Database& database, const std::string& student, const GradedLab& lab) {
  const std::optional<Found> problem = FirstProblem(lab.report);
  const Finding none;
  const Finding& finding = problem ? *problem->finding : none;
  return database.Run(
      "INSERT OR REPLACE INTO results VALUES (?,?,?,?,?,?,?,?,?,?)",
      {CleanText(student), lab.report.lab, StateName(lab.state),
       VerdictName(ReportVerdict(lab.report)), int64_t{lab.points}, int64_t{MaxScore(lab.report)},
       int64_t{lab.days_late}, finding.kind, finding.message, finding.token});
}

absl::Status PutAll(Database& database, const std::vector<ClassRow>& rows) {
  for (const ClassRow& row : rows) {
    absl::Status status = database.Run("INSERT OR REPLACE INTO students VALUES (?,?)",
                                       {CleanText(row.student), CleanText(row.problem)});
    for (const GradedLab& lab : row.labs) {
      if (status.ok()) status = Put(database, row.student, lab);
    }
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

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

absl::Status SaveGradebook(const std::filesystem::path& file, const std::vector<ClassRow>& rows) {
  absl::StatusOr<Database> database = Database::Open(file);
  if (!database.ok()) return database.status();
  absl::Status status = Prepare(*database, file);
  if (status.ok()) status = database->Run("BEGIN IMMEDIATE");
  if (!status.ok()) return status;
  status = PutAll(*database, rows);
  if (status.ok()) return database->Run("COMMIT");
  (void)database->Run("ROLLBACK");
  return status;
}

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
