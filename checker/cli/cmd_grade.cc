// racelab grade: whole submissions, folders or archives, all their labs.
#include <unistd.h>

#include <algorithm>
#include <optional>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "checker/base/interrupt.h"
#include "checker/base/text.h"
#include "checker/classroom/grade.h"
#include "checker/cli/command.h"
#include "checker/cli/console.h"
#include "checker/cli/progress.h"
#include "checker/cli/report_output.h"
#include "checker/report/cases.h"

namespace racelab {
namespace {

// "explore: data-race at bank.cc:17"; what a teacher wants to see of a lab on one line.
std::string Remark(const GradedLab& lab) {
  if (lab.state == LabWork::State::kMissing) return "not handed in";
  if (lab.state == LabWork::State::kUntouched) return "as it was given";
  const std::optional<Found> problem = FirstProblem(lab.report);
  if (!problem) return lab.report.complete ? "" : "not finished";
  const Finding& finding = *problem->finding;
  std::string text = absl::StrCat(problem->check->name, ": ", finding.kind);
  if (!finding.locations.empty() && finding.locations[0].line > 0) {
    absl::StrAppend(&text, " at ", finding.locations[0].file, ":", finding.locations[0].line);
  }
  return text;
}

// "2 days late, 10 before that"; "" when it is in time.
std::string Lateness(const GradedLab& lab) {
  if (lab.days_late == 0) return "";
  std::string text = absl::StrCat(lab.days_late, lab.days_late == 1 ? " day late" : " days late");
  const int before = Score(lab.report);
  if (lab.points != before) absl::StrAppend(&text, ", ", before, " before that");
  return text;
}

std::string LabLine(const GradedLab& lab) {
  std::vector<std::string> remarks = {Remark(lab), Lateness(lab)};
  std::erase(remarks, "");
  const std::string line = absl::StrFormat("  %-30s  %3d of %3d  %s", lab.report.lab, lab.points,
                                           MaxScore(lab.report), absl::StrJoin(remarks, "; "));
  return absl::StrCat(absl::StripTrailingAsciiWhitespace(line), "\n");
}

std::string Table(const GradedSubmission& graded) {
  std::string text =
      absl::StrFormat("%s: %d of %d points\n", graded.name, graded.Points(), graded.MaxPoints());
  for (const GradedLab& lab : graded.labs) absl::StrAppend(&text, LabLine(lab));
  if (!graded.complete) absl::StrAppend(&text, "  interrupted: the other labs were not graded\n");
  return CleanText(text);
}

// Named labs; or those of which anything was handed in, of all that there are.
absl::StatusOr<std::vector<Lab>> LabsOf(const Options& options, const std::filesystem::path& root,
                                        const Submission& submission) {
  absl::StatusOr<std::vector<Lab>> all = FindLabs(root, options.labs);
  if (!all.ok() || !options.labs.empty()) return all;
  std::vector<Lab> labs;
  for (const LabWork& work : FindWork(submission.folder, *all)) {
    if (work.state != LabWork::State::kMissing) labs.push_back(*work.lab);
  }
  if (labs.empty()) {
    return absl::InvalidArgumentError(absl::StrCat(
        submission.name, " holds no lab: it needs folders with the labs' names, such as ",
        all->empty() ? "01_name" : (*all)[0].id, "/; or name the lab with --lab"));
  }
  return labs;
}

int Worse(int a, int b) {
  // From the best to the worst.
  constexpr int kOrder[] = {kExitPassed, kExitFailed, kExitIntegrity, kExitUsage,
                            kExitInconclusive};
  return std::max(a, b, [&](int left, int right) {
    return std::ranges::find(kOrder, left) < std::ranges::find(kOrder, right);
  });
}

class Grading {
 public:
  Grading(const Options& options, const std::filesystem::path& root, const Compiler& compiler,
          const Sandbox& sandbox)
      : options_(options), root_(root), compiler_(compiler), sandbox_(sandbox) {}

  // Grades what lies at `path` and prints its table. Returns an exit code.
  int Grade(const std::string& path) {
    const absl::StatusOr<Submission> submission = OpenSubmission(path);
    if (!submission.ok()) return Refuse(submission.status());
    const absl::StatusOr<std::vector<Lab>> labs = LabsOf(options_, root_, *submission);
    if (!labs.ok()) return Refuse(labs.status());
    const absl::StatusOr<GradedSubmission> graded = Run(*submission, *labs);
    if (!graded.ok()) return Fail(graded.status());
    const bool written = Tell(*graded);
    int code = kExitPassed;
    for (const GradedLab& lab : graded->labs) {
      code = Worse(code, ExitCodeOf(lab.report, !graded->complete));
    }
    return written ? code : kExitInconclusive;
  }

 private:
  // The table, or the reports that were asked for. False: a file could not be written.
  bool Tell(const GradedSubmission& graded) const {
    if (options_.reports.empty()) {
      Print(Table(graded));
      return true;
    }
    std::vector<Report> reports;
    for (const GradedLab& lab : graded.labs) reports.push_back(lab.report);
    return WriteReports(reports, options_.reports, StyleOf(STDOUT_FILENO));
  }

  absl::StatusOr<GradedSubmission> Run(const Submission& submission, const std::vector<Lab>& labs) {
    Progress progress(STDERR_FILENO, {});
    const SubmissionRequest request{
        .root = root_,
        .labs = &labs,
        .compiler = &compiler_,
        .sandbox = &sandbox_,
        .seed = options_.seed,
        .quick = options_.quick,
        .deadline = options_.deadline,
        .progress = [&](const std::string& lab, const std::string& check, const std::string& text) {
          progress.Update(absl::StrCat(submission.name, " ", lab, " ", check), text);
        }};
    return GradeSubmission(request, submission);
  }

  // What was handed in cannot be graded at all, which is the sender's failure and no reason to
  // stop.
  int Refuse(const absl::Status& status) {
    Fail(status);
    return absl::IsNotFound(status)      ? kExitUsage
           : absl::IsUnavailable(status) ? kExitInconclusive
                                         : kExitFailed;
  }

  const Options& options_;
  const std::filesystem::path& root_;
  const Compiler& compiler_;
  const Sandbox& sandbox_;
};

}  // namespace

int RunGrade(const Options& options) {
  const absl::StatusOr<std::filesystem::path> root = FindRoot();
  if (!root.ok()) return Fail(root.status());
  if (const auto labs = FindLabs(*root, options.labs); !labs.ok()) return Fail(labs.status());
  const absl::StatusOr<Compiler> compiler = PickCompiler(options.compiler);
  if (!compiler.ok()) return FailWithoutCompiler(compiler.status(), options.compiler);
  const Sandbox sandbox = ProbeSandbox();
  const absl::Status isolated = RequireLayers(sandbox.layers, options.required_layers);
  if (!isolated.ok()) return Fail(isolated);
  Grading grading(options, *root, *compiler, sandbox);
  int code = kExitPassed;
  for (const std::string& path : options.paths) {
    code = Worse(code, grading.Grade(path));
    if (Interrupted()) return kExitInconclusive;
  }
  return code;
}

}  // namespace racelab
