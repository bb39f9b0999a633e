// GradeClass: all submissions of a class, several at a time; what was graded before is kept.
//
// **Thread safety**: one thread calls GradeClass. **Invariants**: a result that is stored is whole;
// stopping at any moment loses at most the labs that were being graded.
#ifndef RACELAB_CHECKER_CLASSROOM_GRADE_CLASS_H_
#define RACELAB_CHECKER_CLASSROOM_GRADE_CLASS_H_

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "checker/classroom/grade.h"
#include "checker/classroom/result_store.h"
#include "checker/classroom/roster.h"

namespace racelab {

// One student, as far as it went.
struct ClassRow {
  std::string student;
  std::string problem;  // why nothing could be graded: the archive was refused; else ""
  std::vector<GradedLab> labs;
  int graded = 0;                     // labs that were run now; the others had a result already
  std::vector<WantedResult> missing;  // only with `stored_only`
};

struct ClassRequest {
  SubmissionRequest each;     // how a submission is graded; its progress is not used
  std::filesystem::path out;  // results lie here; made when it is not there
  int jobs = 1;               // submissions at a time
  bool stored_only = false;   // nothing is graded: what has no final result is `missing`
  // Called, from several threads one at a time, when a student is done: how many are, of how many.
  std::function<void(size_t, size_t, const std::string&)> progress;
  // Called in the same way, before `progress`, with all that is known of the student.
  std::function<void(const ClassRow&)> on_row;
};

struct ClassResult {
  std::vector<ClassRow> rows;  // in the order of the students
  bool complete = true;        // false: interrupted, or `problem`
  std::string problem;         // why some have no result; what to do
};

// Grades every lab of every student, unless a result with the same key is stored. Failures of our
// own machinery are tried a second time, and again by the next call; the student's never. A Status
// is for what makes grading impossible, such as a full disk.
absl::StatusOr<ClassResult> GradeClass(const ClassRequest& request,
                                       const std::vector<Student>& students);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLASSROOM_GRADE_CLASS_H_
