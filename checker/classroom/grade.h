// Grade: what one student handed in for several labs, graded.
//
// **Thread safety**: GradeSubmission may run in several threads on different submissions.
#ifndef RACELAB_CHECKER_CLASSROOM_GRADE_H_
#define RACELAB_CHECKER_CLASSROOM_GRADE_H_

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "checker/check/run_checks.h"
#include "checker/classroom/deadline.h"
#include "checker/classroom/sources.h"
#include "checker/classroom/submission.h"
#include "checker/result/report.h"

namespace racelab {

// **Invariants**: `report` is there whether or not something was handed in.
struct GradedLab {
  Report report;
  LabWork::State state = LabWork::State::kMissing;
  int days_late = 0;  // days begun after the deadline
  int points = 0;     // of the report's score, what the deadline leaves, rounded down
  absl::Time when = absl::InfinitePast();  // it was graded
  Sources handed_in;                       // what was graded
};

struct GradedSubmission {
  std::string name;
  std::vector<GradedLab> labs;  // in the order of the request
  bool complete = true;         // false: interrupted

  int Points() const;
  int MaxPoints() const;
};

struct SubmissionRequest {
  std::filesystem::path root;
  const std::vector<Lab>* labs = nullptr;  // all of them are graded
  const Compiler* compiler = nullptr;
  const Sandbox* sandbox = nullptr;
  uint64_t seed = 1;
  bool quick = false;
  Deadline deadline;
  // Called with (lab's id, check, short text) as work goes on; null for silence.
  std::function<void(const std::string&, const std::string&, const std::string&)> progress;
};

// The report of a lab for which there is nothing to run: its first check fails and says why.
Report NothingToGrade(const Lab& lab, LabWork::State state);

// Grades the work for one lab, whenever it came.
absl::StatusOr<GradedLab> GradeWork(const SubmissionRequest& request, const LabWork& work);

// Fills in how late it is, and what that leaves of its points.
void ApplyDeadline(const Deadline& deadline, const LabWork& work, GradedLab& graded);

// Grades every lab of the request. The Status is for what makes grading impossible (no space for a
// temporary folder).
absl::StatusOr<GradedSubmission> GradeSubmission(const SubmissionRequest& request,
                                                 const Submission& submission);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLASSROOM_GRADE_H_
