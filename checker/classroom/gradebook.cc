// Tables, what brings older ones up to date, and the transactions that fill them.
#include "checker/classroom/gradebook.h"

#include <span>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "checker/base/network_file_system.h"
#include "checker/base/text.h"
#include "checker/report/cases.h"
#include "checker/report/report_format.h"

namespace racelab {
namespace {

constexpr int64_t kVersion = 2;

constexpr const char* kFirstTables[] = {
    "CREATE TABLE IF NOT EXISTS students (student TEXT PRIMARY KEY, problem TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS results (student TEXT NOT NULL, lab TEXT NOT NULL,"
    " state TEXT NOT NULL, verdict TEXT NOT NULL, points INTEGER NOT NULL,"
    " max_points INTEGER NOT NULL, days_late INTEGER NOT NULL, finding TEXT NOT NULL,"
    " message TEXT NOT NULL, token TEXT NOT NULL, PRIMARY KEY (student, lab))"};

constexpr const char* kSinceVersion2[] = {
    "ALTER TABLE results ADD COLUMN seconds REAL NOT NULL DEFAULT 0",
    "ALTER TABLE results ADD COLUMN graded_at INTEGER NOT NULL DEFAULT 0",
    "CREATE TABLE findings (student TEXT NOT NULL, lab TEXT NOT NULL, number INTEGER NOT NULL,"
    " check_name TEXT NOT NULL, check_kind TEXT NOT NULL, kind TEXT NOT NULL,"
    " message TEXT NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL, steps INTEGER NOT NULL,"
    " json TEXT NOT NULL, PRIMARY KEY (student, lab, number))",
    "CREATE TABLE files (student TEXT NOT NULL, lab TEXT NOT NULL, file TEXT NOT NULL,"
    " text TEXT NOT NULL, PRIMARY KEY (student, lab, file))",
    "CREATE TABLE grading (id INTEGER PRIMARY KEY CHECK (id = 1), students INTEGER NOT NULL,"
    " done INTEGER NOT NULL, begun_at INTEGER NOT NULL, ended_at INTEGER NOT NULL)"};

absl::Status RunAll(Database& database, std::span<const char* const> statements) {
  absl::Status status;
  for (const char* statement : statements) {
    if (status.ok()) status = database.Run(statement);
  }
  return status;
}

// All statements of `body`, or none.
template <typename Body>
absl::Status InTransaction(Database& database, Body body) {
  absl::Status status = database.Run("BEGIN IMMEDIATE");
  if (!status.ok()) return status;
  status = body();
  if (status.ok()) status = database.Run("COMMIT");
  if (!status.ok()) (void)database.Run("ROLLBACK");
  return status;
}

absl::StatusOr<int64_t> Version(Database& database) {
  int64_t version = 0;
  absl::Status status = database.Run("PRAGMA user_version", {}, [&](const Database::Row& row) {
    version = std::get<int64_t>(row[0]);
  });
  if (!status.ok()) return status;
  return version;
}

absl::Status BringUpToDate(Database& database) {
  return InTransaction(database, [&]() -> absl::Status {
    const absl::StatusOr<int64_t> version = Version(database);  // another may have been faster
    if (!version.ok() || *version >= kVersion) return version.status();
    absl::Status status = RunAll(database, kFirstTables);
    if (status.ok()) status = RunAll(database, kSinceVersion2);
    if (status.ok()) status = database.Run(absl::StrCat("PRAGMA user_version = ", kVersion));
    return status;
  });
}

absl::Status Prepare(Database& database, const std::filesystem::path& file) {
  const absl::StatusOr<int64_t> version = Version(database);
  if (!version.ok()) return version.status();
  if (*version > kVersion) {
    return absl::FailedPreconditionError(
        absl::StrCat(CleanText(file.string()), " was made by a newer racelab (version ", *version,
                     " of its tables); use that one, or another --out"));
  }
  const bool local = NetworkFileSystem(file).empty();
  absl::Status status = database.Run(local ? "PRAGMA journal_mode = WAL"  // readers while we write
                                           : "PRAGMA journal_mode = DELETE");
  return !status.ok() || *version == kVersion ? status : BringUpToDate(database);
}

absl::Status PutFinding(Database& database, const std::string& student, const std::string& lab,
                        int number, const Found& found) {
  const Finding& finding = *found.finding;
  const Location place = finding.locations.empty() ? Location{} : finding.locations[0];
  return database.Run(
      "INSERT INTO findings VALUES (?,?,?,?,?,?,?,?,?,?,?)",
      {student, lab, int64_t{number}, CleanText(found.check->name), found.check->kind, finding.kind,
       CleanText(finding.message), CleanText(place.file), int64_t{place.line},
       static_cast<int64_t>(finding.steps.size()), FormatJson(finding)});
}

// What `results` refers to: findings, and the files.
absl::Status PutParts(Database& database, const std::string& student, const GradedLab& graded) {
  const std::string& lab = graded.report.lab;
  absl::Status status;
  for (const char* table : {"findings", "files"}) {
    status.Update(database.Run(
        absl::StrCat("DELETE FROM ", table, " WHERE student = ? AND lab = ?"), {student, lab}));
  }
  if (graded.state != LabWork::State::kHandedIn) return status;
  int number = 0;
  for (const Found& found : FindingsInOrder(graded.report)) {
    if (status.ok()) status = PutFinding(database, student, lab, ++number, found);
  }
  for (const SourceText& source : graded.handed_in) {
    if (!status.ok()) break;
    status = database.Run("INSERT INTO files VALUES (?,?,?,?)",
                          {student, lab, source.file, CleanText(source.text)});
  }
  return status;
}

absl::Status Put(Database& database, const std::string& student, const GradedLab& lab) {
  const std::optional<Found> problem = FirstProblem(lab.report);
  const Finding none;
  const Finding& finding = problem ? *problem->finding : none;
  absl::Status status = database.Run(
      "INSERT INTO results VALUES (?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (student, lab) DO UPDATE "
      "SET"
      " state = excluded.state, verdict = excluded.verdict, points = excluded.points,"
      " max_points = excluded.max_points, days_late = excluded.days_late,"
      " finding = excluded.finding, message = excluded.message, token = excluded.token,"
      " seconds = iif(excluded.seconds = 0 AND excluded.graded_at = graded_at, seconds,"
      " excluded.seconds), graded_at = excluded.graded_at",
      {student, lab.report.lab, StateName(lab.state), VerdictName(ReportVerdict(lab.report)),
       int64_t{lab.points}, int64_t{MaxScore(lab.report)}, int64_t{lab.days_late}, finding.kind,
       CleanText(finding.message), finding.token, TotalSeconds({&lab.report, 1}),
       absl::ToUnixSeconds(lab.when)});
  return status.ok() ? PutParts(database, student, lab) : status;
}

}  // namespace

absl::StatusOr<Gradebook> Gradebook::Open(const std::filesystem::path& file) {
  absl::StatusOr<Database> database = Database::Open(file);
  if (!database.ok()) return database.status();
  if (absl::Status status = Prepare(*database, file); !status.ok()) return status;
  return Gradebook(*std::move(database));
}

absl::StatusOr<Gradebook> Gradebook::OpenExisting(const std::filesystem::path& file) {
  std::error_code error;
  if (std::filesystem::exists(file, error)) return Open(file);
  return absl::NotFoundError(absl::StrCat("there is no ", CleanText(file.string()),
                                          "; racelab grade-class SUBMISSIONS --out ",
                                          CleanText(file.parent_path().string()), " makes it"));
}

absl::Status Gradebook::Begin(size_t students, absl::Time now) {
  return database_.Run("INSERT OR REPLACE INTO grading VALUES (1, ?, 0, ?, 0)",
                       {static_cast<int64_t>(students), absl::ToUnixSeconds(now)});
}

absl::Status Gradebook::Done(size_t students) {
  return database_.Run("UPDATE grading SET done = ?", {static_cast<int64_t>(students)});
}

absl::Status Gradebook::End(absl::Time now) {
  return database_.Run("UPDATE grading SET ended_at = ?", {absl::ToUnixSeconds(now)});
}

absl::Status Gradebook::Save(const std::vector<ClassRow>& rows) {
  return InTransaction(database_, [&]() -> absl::Status {
    for (const ClassRow& row : rows) {
      const std::string student = CleanText(row.student);
      absl::Status status = database_.Run("INSERT OR REPLACE INTO students VALUES (?,?)",
                                          {student, CleanText(row.problem)});
      for (const GradedLab& lab : row.labs) {
        if (status.ok()) status = Put(database_, student, lab);
      }
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  });
}

}  // namespace racelab
