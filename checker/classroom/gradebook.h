// Gradebook: the results of a class in one SQLite file, and as CSV.
//
// It is filled while a class is graded, and others may read it meanwhile (SQLite's write-ahead log,
// which works on a local disk only; elsewhere the slower journal is used).
//
// **Thread safety**: a Gradebook belongs to one thread at a time; one process writes at a time.
// **Invariants**: what a reader sees of a student belongs together.
#ifndef RACELAB_CHECKER_CLASSROOM_GRADEBOOK_H_
#define RACELAB_CHECKER_CLASSROOM_GRADEBOOK_H_

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "checker/base/sqlite.h"
#include "checker/classroom/grade_class.h"

namespace racelab {

class Gradebook {
 public:
  // Makes the file when it is not there, and brings one of an older racelab up to date. Errors: as
  // Database, and FailedPrecondition when a newer racelab made the file.
  static absl::StatusOr<Gradebook> Open(const std::filesystem::path& file);

  // The same for who only reads. NotFound: there is none, and how one is made.
  static absl::StatusOr<Gradebook> OpenExisting(const std::filesystem::path& file);

  // Grading of so many students begins; so many are done; it is over.
  absl::Status Begin(size_t students, absl::Time now);
  absl::Status Done(size_t students);
  absl::Status End(absl::Time now);

  // Replaces what is known of the students, all or nothing. Others stay. A result that was kept
  // from before keeps the seconds that it took.
  absl::Status Save(const std::vector<ClassRow>& rows);

  // For SELECT. The tables are in docs/reference/gradebook.md.
  Database& database() { return database_; }

 private:
  explicit Gradebook(Database database) : database_(std::move(database)) {}

  Database database_;
};

// RFC 4180: a header, then a line a student: name, points, of how many, a column for each lab,
// problem. A cell that a spreadsheet would take for a formula begins with an apostrophe.
std::string FormatCsv(const std::vector<ClassRow>& rows, const std::vector<Lab>& labs);

// The kind of finding that most students have in a lab: "data-race", with how many; "" and 0 when
// nobody has any.
std::pair<std::string, int> MostCommonFinding(const std::vector<ClassRow>& rows,
                                              const std::string& lab);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLASSROOM_GRADEBOOK_H_
