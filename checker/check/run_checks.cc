// Grades one submission: stages it, runs the manifest's checks in order, adds up.
#include "checker/check/run_checks.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "checker/base/interrupt.h"
#include "checker/base/stopwatch.h"
#include "checker/check/check.h"
#include "checker/check/stage.h"

namespace racelab {
namespace {

struct Kind {
  const char* name;
  CheckFunction run;
  bool gate;     // when it fails, the checks after it cannot say anything and are not run
  bool repeats;  // the same findings whoever runs it, however fast
};

constexpr Kind kKinds[] = {
    {"build", CheckBuild, true, true},
    {"integrity", CheckIntegrity, true, true},
    {"thread_safety", CheckThreadSafety, false, true},
    {"functional", CheckFunctional, true, false},
    {"tsan", CheckTsan, false, false},
    {"stress", CheckStress, false, false},
    {"explore", CheckExplore, false, true},
    {"crash", CheckExplore, false, true},
    {"faults", CheckExplore, false, true},
    {"parallelism", CheckParallelism, false, false},
    {"hygiene", CheckHygiene, false, false},
};

const Kind* FindKind(const std::string& name) {
  const Kind* found = std::find_if(std::begin(kKinds), std::end(kKinds),
                                   [&](const Kind& kind) { return name == kind.name; });
  return found == std::end(kKinds) ? nullptr : found;
}

// Our failure, with the remedy that the status names.
void MakeInconclusive(const absl::Status& status, CheckResult& result) {
  result.verdict = Verdict::kInconclusive;
  result.summary = "could not be run here";
  result.findings = {{.kind = "environment", .message = std::string(status.message())}};
}

void RunCheck(const Kind& kind, const CheckContext& context, const CheckSpec& spec,
              CheckResult& result) {
  const Stopwatch stopwatch;
  result.verdict = Verdict::kPass;
  const absl::Status status = kind.run(context, spec, result);
  if (!status.ok()) MakeInconclusive(status, result);
  if (result.verdict == Verdict::kPass) result.points = result.max_points;
  for (Finding& finding : result.findings) {
    if (finding.kind == "environment" || finding.kind == "warning") continue;
    if (!finding.reproduce.empty()) continue;  // it has a better one: a schedule to replay
    finding.reproduce = absl::StrCat(context.reproduce, " --only ", spec.name);
  }
  result.seconds = stopwatch.Seconds();
}

const CheckSpec& SpecOf(const GradeRequest& request, const CheckResult& result) {
  return *std::find_if(request.lab->manifest.checks.begin(), request.lab->manifest.checks.end(),
                       [&](const CheckSpec& spec) { return spec.name == result.name; });
}

// The submission itself is unusable: its first check says so, the others are not run.
void FailFirst(std::vector<Finding> problems, const GradeRequest& request,
               std::vector<CheckResult>& checks) {
  if (checks.empty()) return;
  checks[0].verdict = Verdict::kFail;
  checks[0].summary = "the submission is incomplete";
  for (Finding& problem : problems) problem.reproduce = request.reproduce;
  checks[0].findings = std::move(problems);
}

void RunPlanned(const GradeRequest& request, const Stage& stage, Report& report) {
  const Stopwatch stopwatch;
  std::string failed_gate;
  for (CheckResult& result : report.checks) {
    if (Interrupted() || stopwatch.Seconds() > request.wall_seconds) {
      report.complete = false;
      return;
    }
    const CheckSpec& spec = SpecOf(request, result);
    const Kind* kind = FindKind(spec.kind);
    if (!failed_gate.empty()) {
      result.summary = absl::StrCat("not run, because ", failed_gate, " failed");
      continue;
    }
    const CheckContext context{.lab = request.lab,
                               .compiler = request.compiler,
                               .sandbox = request.sandbox,
                               .input = stage.input,
                               .seed = request.seed,
                               .quick = request.quick,
                               .no_locks = request.no_locks,
                               .reproduce = request.reproduce,
                               .replay = request.replay,
                               .progress = [&](const std::string& text) {
                                 if (request.progress) request.progress(result.name, text);
                               }};
    context.progress("");
    RunCheck(*kind, context, spec, result);
    if (Interrupted()) report.complete = false;
    if (kind->gate && result.verdict != Verdict::kPass) failed_gate = result.name;
  }
}

// A student reads why a check that met nothing earns nothing.
void Discount(Report& report) {
  for (CheckResult* check : DecidedByLuck(report)) {
    if (check->verdict != Verdict::kPass) continue;
    check->verdict = Verdict::kNotRun;
    check->points = 0;
    check->summary =
        absl::StrCat("does not count, because the explorer found a bug: ", check->summary);
  }
}

}  // namespace

std::vector<CheckResult> PlannedChecks(const Manifest& manifest,
                                       const std::vector<std::string>& only) {
  std::vector<CheckResult> planned;
  for (const CheckSpec& spec : manifest.checks) {
    const bool wanted =
        only.empty() || std::find(only.begin(), only.end(), spec.name) != only.end();
    if (!wanted) continue;
    planned.push_back(
        {.name = spec.name, .kind = spec.kind, .max_points = spec.points, .summary = "not run"});
  }
  return planned;
}

bool IsGate(const std::string& kind) {
  const Kind* found = FindKind(kind);
  return found != nullptr && found->gate;
}

bool Repeats(const std::string& kind) {
  const Kind* found = FindKind(kind);
  return found != nullptr && found->repeats;
}

std::vector<CheckResult*> DecidedByLuck(Report& report) {
  std::vector<CheckResult*> luck;
  bool found = false;
  for (CheckResult& check : report.checks) {
    if (check.kind == "tsan" || check.kind == "stress") luck.push_back(&check);
    found |= check.verdict == Verdict::kFail && Explores(check.kind);
  }
  if (!found) luck.clear();
  return luck;
}

absl::StatusOr<Report> RunChecks(const GradeRequest& request) {
  Report report{.lab = request.lab->id,
                .title = request.lab->manifest.title,
                .submission = request.submission.string(),
                .compiler = request.compiler->Name(),
                .seed = request.seed,
                .quick = request.quick,
                .isolation = request.sandbox->Active(),
                .checks = PlannedChecks(request.lab->manifest, request.only)};
  for (const CheckResult& check : report.checks) {
    if (FindKind(check.kind) == nullptr) {
      return absl::InternalError(absl::StrCat("no check of kind ", check.kind));
    }
  }
  absl::StatusOr<Stage> stage =
      MakeStage(request.root, *request.lab, request.submission, request.fill_missing);
  if (!stage.ok()) return stage.status();
  if (!stage->problems.empty()) {
    FailFirst(std::move(stage->problems), request, report.checks);
  } else {
    RunPlanned(request, *stage, report);
    Discount(report);
  }
  return report;
}

}  // namespace racelab
