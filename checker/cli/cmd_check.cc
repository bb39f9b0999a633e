// racelab check: grades one lab, reports, and remembers the result of the student's own files.
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <system_error>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "checker/base/interrupt.h"
#include "checker/base/text.h"
#include "checker/check/run_checks.h"
#include "checker/cli/command.h"
#include "checker/cli/console.h"
#include "checker/cli/next_step.h"
#include "checker/cli/progress.h"
#include "checker/cli/report_output.h"
#include "checker/cli/reproduce.h"
#include "checker/cli/standing.h"
#include "checker/cli/state.h"

namespace racelab {
namespace {

std::vector<std::string> CheckNames(const Lab& lab) {
  std::vector<std::string> names;
  for (const CheckSpec& check : lab.manifest.checks) names.push_back(check.name);
  return names;
}

// Finds what is wrong with the values of the options before anything is built.
absl::Status Validate(const Options& options, const Lab& lab) {
  const std::vector<std::string> names = CheckNames(lab);
  for (const std::string& only : options.only) {
    if (std::find(names.begin(), names.end(), only) != names.end()) continue;
    const std::string closest = ClosestWord(only, names);
    return absl::InvalidArgumentError(
        absl::StrCat(lab.id, " has no check '", only, "'",
                     closest.empty() ? "" : absl::StrCat("; did you mean '", closest, "'?"),
                     " It has: ", absl::StrJoin(names, ", ")));
  }
  std::error_code error;
  if (options.submission.empty() || std::filesystem::is_directory(options.submission, error)) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(absl::StrCat("--submission ", options.submission,
                                                 " is not a folder; name the folder that holds ",
                                                 absl::StrJoin(lab.manifest.edit, ", ")));
}

// With --only the report is about those checks; the rest was never asked for.
void KeepOnly(const std::vector<std::string>& only, Report& report) {
  if (only.empty()) return;
  std::erase_if(report.checks, [&only](const CheckResult& check) {
    return std::find(only.begin(), only.end(), check.name) == only.end();
  });
}

absl::StatusOr<Report> Grade(const Options& options, const std::filesystem::path& root,
                             const Lab& lab, const Compiler& compiler) {
  const Sandbox sandbox = ProbeSandbox();
  if (absl::Status isolated = RequireLayers(sandbox.layers, options.required_layers);
      !isolated.ok()) {
    return isolated;
  }
  GradeRequest request;
  request.root = root;
  request.lab = &lab;
  request.submission = options.submission;
  request.compiler = &compiler;
  request.sandbox = &sandbox;
  request.seed = options.seed;
  request.quick = options.quick;
  request.only = options.only;
  request.reproduce = ReproduceCommand(options, lab);
  request.replay = ReplayTarget(options, lab);
  Progress progress(STDERR_FILENO, CheckNames(lab));
  request.progress = [&progress](const std::string& check, const std::string& text) {
    progress.Update(check, text);
  };
  absl::StatusOr<Report> report = RunChecks(request);
  if (report.ok()) KeepOnly(options.only, *report);
  return report;
}

// Only a whole grading of the student's own files counts for `list` and `hint`.
bool Counts(const Options& options, const Report& report) {
  return options.submission.empty() && options.only.empty() && report.complete;
}

void Remember(const std::filesystem::path& root, const Report& report) {
  const absl::Status saved = State(root).SaveReport(report);
  if (!saved.ok()) {
    Complain(absl::StrCat("`list` and `hint` will not know of this: ", saved.message()));
  }
}

// For who reads the report on stdout; a program that reads another format must not meet it.
void PrintNextStep(const Options& options, const std::filesystem::path& root, const Lab& lab,
                   const Report& report) {
  const bool read = options.reports.size() == 1 && options.reports[0].format == "terminal" &&
                    options.reports[0].path.empty();
  if (!read) return;
  const absl::StatusOr<std::vector<Lab>> labs = LoadCatalog(root);
  if (labs.ok()) Print(NextStep(lab, report, PathOf(*labs, State(root))));
}

}  // namespace

int RunCheck(const Options& options) {
  const absl::StatusOr<std::filesystem::path> root = FindRoot();
  if (!root.ok()) return Fail(root.status());
  const absl::StatusOr<Lab> lab = FindLab(*root, options.lab);
  if (!lab.ok()) return Fail(lab.status());
  if (const absl::Status valid = Validate(options, *lab); !valid.ok()) return Fail(valid);
  const absl::StatusOr<Compiler> compiler = PickCompiler(options.compiler);
  if (!compiler.ok()) return FailWithoutCompiler(compiler.status(), options.compiler);
  const absl::StatusOr<Report> report = Grade(options, *root, *lab, *compiler);
  if (!report.ok()) return Fail(report.status());
  if (Counts(options, *report)) Remember(*root, *report);
  TerminalStyle style = StyleOf(STDOUT_FILENO);
  style.all = options.all;
  style.source_line = SourceReader(
      *lab, options.submission.empty() ? lab->folder : std::filesystem::path(options.submission));
  const bool written = WriteReports({&*report, 1}, options.reports, style);
  if (Counts(options, *report)) PrintNextStep(options, *root, *lab, *report);
  return written ? ExitCodeOf(*report, Interrupted()) : kExitInconclusive;
}

}  // namespace racelab
