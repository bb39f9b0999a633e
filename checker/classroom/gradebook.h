// Gradebook: the results of a class in one SQLite file, and as CSV.
//
// **Thread safety**: a Gradebook belongs to one thread; one process writes at a time.
#ifndef RACELAB_CHECKER_CLASSROOM_GRADEBOOK_H_
#define RACELAB_CHECKER_CLASSROOM_GRADEBOOK_H_

#include <filesystem>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "checker/classroom/grade_class.h"

namespace racelab {

// Puts the rows into the database OUT/gradebook.db, which is made when it is not there. What it
// knows of other students stays. Errors: as Database, and FailedPrecondition when a newer racelab
// made the file.
absl::Status SaveGradebook(const std::filesystem::path& file, const std::vector<ClassRow>& rows);

// RFC 4180: a header, then a line a student: name, points, of how many, a column for each lab,
// problem. A cell that a spreadsheet would take for a formula begins with an apostrophe.
std::string FormatCsv(const std::vector<ClassRow>& rows, const std::vector<Lab>& labs);

// The kind of finding that most students have in a lab: "data-race", with how many; "" and 0 when
// nobody has any.
std::pair<std::string, int> MostCommonFinding(const std::vector<ClassRow>& rows,
                                              const std::string& lab);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLASSROOM_GRADEBOOK_H_
