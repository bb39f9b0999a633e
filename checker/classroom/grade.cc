// Grades the labs of one submission, one after another.
#include "checker/classroom/grade.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "checker/base/interrupt.h"

namespace racelab {
namespace {

std::string WhyNothing(const Lab& lab, LabWork::State state) {
  const std::string files = absl::StrJoin(lab.manifest.edit, ", ");
  if (state == LabWork::State::kUntouched) {
    return absl::StrCat("The lab is as it was given: ", files, " was not changed.");
  }
  return absl::StrCat("Nothing was handed in for this lab: there is no folder ", lab.id, " with ",
                      files, ".");
}

}  // namespace

int GradedSubmission::Points() const {
  int sum = 0;
  for (const GradedLab& lab : labs) sum += lab.points;
  return sum;
}

int GradedSubmission::MaxPoints() const {
  int sum = 0;
  for (const GradedLab& lab : labs) sum += MaxScore(lab.report);
  return sum;
}

Report NothingToGrade(const Lab& lab, LabWork::State state) {
  Report report{.lab = lab.id, .title = lab.manifest.title, .checks = PlannedChecks(lab.manifest)};
  if (report.checks.empty()) return report;
  report.checks[0].verdict = Verdict::kFail;
  report.checks[0].summary =
      state == LabWork::State::kUntouched ? "the lab was not begun" : "nothing was handed in";
  report.checks[0].findings = {{.kind = "submission",
                                .message = WhyNothing(lab, state),
                                .reproduce = absl::StrCat("./racelab check ", lab.number)}};
  return report;
}

absl::StatusOr<GradedLab> GradeWork(const SubmissionRequest& request, const LabWork& work) {
  GradedLab graded{.report = NothingToGrade(*work.lab, work.state), .state = work.state};
  if (work.state != LabWork::State::kHandedIn) return graded;
  const std::string target = absl::StrCat(work.lab->number, " --submission ", work.lab->id);
  const GradeRequest grade{.root = request.root,
                           .lab = work.lab,
                           .submission = work.folder,
                           .compiler = request.compiler,
                           .sandbox = request.sandbox,
                           .seed = request.seed,
                           .quick = request.quick,
                           .reproduce = absl::StrCat("./racelab check ", target),
                           .replay = target,
                           .progress = [&](const std::string& check, const std::string& text) {
                             if (request.progress) request.progress(work.lab->id, check, text);
                           }};
  absl::StatusOr<Report> report = RunChecks(grade);
  if (!report.ok()) return report.status();
  graded.report = *std::move(report);
  graded.when = absl::Now();
  graded.report.submission = work.lab->id;  // no path of this machine
  return graded;
}

void ApplyDeadline(const Deadline& deadline, const LabWork& work, GradedLab& graded) {
  const bool counts = work.state == LabWork::State::kHandedIn;
  graded.days_late = counts ? DaysLate(deadline, work.changed) : 0;
  graded.points = PointsLeft(deadline, graded.days_late, Score(graded.report));
}

absl::StatusOr<GradedSubmission> GradeSubmission(const SubmissionRequest& request,
                                                 const Submission& submission) {
  GradedSubmission graded{.name = submission.name, .labs = {}};
  for (const LabWork& work : FindWork(submission.folder, *request.labs)) {
    absl::StatusOr<GradedLab> lab = GradeWork(request, work);
    if (!lab.ok()) return lab.status();
    ApplyDeadline(request.deadline, work, *lab);
    graded.labs.push_back(*std::move(lab));
    if (Interrupted()) {
      graded.complete = false;
      break;
    }
  }
  return graded;
}

}  // namespace racelab
