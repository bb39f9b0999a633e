// Plans the gradings of an answer bank, does one, and compares its verdict with the claim.
#include "checker/check/verify_job.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "checker/base/interrupt.h"
#include "checker/base/stopwatch.h"
#include "checker/check/run_checks.h"

namespace racelab {
namespace {

const char* const kNegativeControl = "negative control";

// "pass", "tsan data-race" (first failed check and its first finding), "inconclusive tsan".
std::string Got(const Report& report) {
  const auto with = [&](Verdict verdict) {
    return std::find_if(report.checks.begin(), report.checks.end(),
                        [&](const CheckResult& check) { return check.verdict == verdict; });
  };
  if (const auto failed = with(Verdict::kFail); failed != report.checks.end()) {
    return absl::StrCat(failed->name, " ", failed->findings[0].kind);
  }
  if (const auto unsure = with(Verdict::kInconclusive); unsure != report.checks.end()) {
    return absl::StrCat("inconclusive ", unsure->name);
  }
  return ReportVerdict(report) == Verdict::kPass ? "pass" : "incomplete";
}

// Whether check `name` failed with a finding of `kind` ("" for any).
bool FailedWith(const Report& report, const std::string& name, const std::string& kind) {
  for (const CheckResult& check : report.checks) {
    if (check.name != name || check.verdict != Verdict::kFail) continue;
    for (const Finding& finding : check.findings) {
      if (kind.empty() || finding.kind == kind) return true;
    }
  }
  return false;
}

bool StarterFails(const Report& report, const Manifest& manifest) {
  return std::all_of(manifest.starter_fails.begin(), manifest.starter_fails.end(),
                     [&](const std::string& name) { return FailedWith(report, name, ""); });
}

std::string FirstFinding(const Report& report) {
  for (const CheckResult& check : report.checks) {
    if (check.verdict == Verdict::kPass) continue;
    if (!check.findings.empty()) return check.findings[0].message;
  }
  return "";
}

// Whether only the explorer finds this for sure, and the lab has no check of that kind.
bool NeedsExplorer(const Manifest& manifest, const std::string& expected) {
  return Explores(expected) && std::ranges::none_of(manifest.checks, [&](const CheckSpec& check) {
           return check.kind == expected;
         });
}

// What a row claims, before it is run.
VerifyRow Claim(const Lab& lab, const Answer& answer) {
  VerifyRow row{.lab = lab.id, .answer = answer.name};
  switch (answer.claim) {
    case Answer::Claim::kSolution:
    case Answer::Claim::kAccepted:
      row.should_pass = true;
      row.expected = "pass";
      break;
    case Answer::Claim::kStarter:
      row.expected = absl::StrCat("fail ", absl::StrJoin(lab.manifest.starter_fails, ", "));
      break;
    case Answer::Claim::kWrong:
      row.expected = absl::StrCat(answer.expect_check, " ", answer.expect_kind);
      row.needs_explorer = NeedsExplorer(lab.manifest, answer.expect_check);
      break;
  }
  return row;
}

// The checks in which a solution whose locks do nothing must fail. Others could fail for lack of a
// lock in the lab's own helpers and would prove nothing.
std::vector<std::string> ControlChecks(const Manifest& manifest) {
  std::vector<std::string> names;
  for (const CheckSpec& spec : manifest.checks) {
    if (spec.kind == "tsan" || spec.kind == "stress") names.push_back(spec.name);
  }
  return names;
}

// The checks that must fail, and those before them without which they are not run; the others would
// say nothing about the claim. Empty when no check is called so.
std::vector<std::string> ChecksOf(const Manifest& manifest, const std::vector<std::string>& claim) {
  std::vector<std::string> names, gates;
  for (const CheckSpec& spec : manifest.checks) {
    if (std::ranges::count(claim, spec.name) > 0) {
      names.insert(names.end(), gates.begin(), gates.end());
      names.push_back(spec.name);
      gates.clear();
    } else if (IsGate(spec.kind)) {
      gates.push_back(spec.name);
    }
  }
  return names;
}

// Which checks to run; empty: all.
std::vector<std::string> ChecksFor(const VerifyJob& job) {
  if (job.control) return ControlChecks(job.lab->manifest);
  const Manifest& manifest = job.lab->manifest;
  switch (job.answer.claim) {
    case Answer::Claim::kWrong: return ChecksOf(manifest, {job.answer.expect_check});
    case Answer::Claim::kStarter: return ChecksOf(manifest, manifest.starter_fails);
    default: return {};
  }
}

bool Matches(const VerifyRow& row, const Report& report, const VerifyJob& job) {
  if (job.control) return ReportVerdict(report) == Verdict::kFail;
  if (row.should_pass) return row.got == "pass";
  if (job.answer.claim == Answer::Claim::kStarter) return StarterFails(report, job.lab->manifest);
  if (row.needs_explorer) return !absl::StartsWith(row.got, "inconclusive");
  return FailedWith(report, job.answer.expect_check, job.answer.expect_kind);
}

// "failed in run 3 of 24": what the check that was expected to fail says, else the first failed.
std::string Evidence(const Report& report, const VerifyJob& job) {
  std::string evidence;
  for (const CheckResult& check : report.checks) {
    if (check.verdict != Verdict::kFail) continue;
    if (evidence.empty() || check.name == job.answer.expect_check) evidence = check.summary;
  }
  return evidence;
}

}  // namespace

std::string VerifyJob::Name() const { return control ? kNegativeControl : answer.name; }

absl::StatusOr<std::vector<VerifyJob>> PlanVerify(const VerifyRequest& request) {
  std::vector<VerifyJob> jobs;
  for (const Lab& lab : request.labs) {
    absl::StatusOr<std::vector<Answer>> answers = LoadAnswers(lab);
    if (!answers.ok()) return answers.status();
    for (const Answer& answer : *answers) {
      const bool has_control =
          answer.claim == Answer::Claim::kSolution && lab.manifest.negative_control == "locks";
      for (bool control : {false, true}) {
        const std::string name = control ? kNegativeControl : answer.name;
        if ((control && !has_control) || (!request.answer.empty() && request.answer != name)) {
          continue;
        }
        for (const Compiler& compiler : request.compilers) {
          for (int i = 0; i < request.repeat; ++i) {
            jobs.push_back({&lab, answer, &compiler, i, control});
          }
        }
      }
    }
  }
  return jobs;
}

absl::StatusOr<VerifyRow> GradeJob(const VerifyRequest& request, const VerifyJob& job) {
  VerifyRow row = Claim(*job.lab, job.answer);
  row.compiler = job.compiler->Name();
  if (job.control) {
    row.answer = kNegativeControl;
    row.should_pass = false;
    row.expected = "fail";
  }
  const Stopwatch stopwatch;
  const GradeRequest grade{.root = request.root,
                           .lab = job.lab,
                           .submission = job.answer.folder,
                           .fill_missing = true,
                           .compiler = job.compiler,
                           .sandbox = request.sandbox,
                           .seed = request.seed + job.repetition,
                           .quick = request.quick && row.should_pass,
                           .no_locks = job.control,
                           .only = ChecksFor(job)};
  const absl::StatusOr<Report> report = RunChecks(grade);
  if (!report.ok()) return report.status();
  if (Interrupted()) return absl::CancelledError("interrupted");
  row.seconds = stopwatch.Seconds();
  row.got = Got(*report);
  row.ok = Matches(row, *report, job);
  row.evidence = Evidence(*report, job);
  if (!row.ok) row.why = FirstFinding(*report);
  return row;
}

}  // namespace racelab
