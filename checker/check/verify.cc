// Grades the answer bank and compares each verdict with its claim.
#include "checker/check/verify.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "checker/base/interrupt.h"
#include "checker/check/run_checks.h"

namespace racelab {
namespace {

constexpr char kNegativeControl[] = "negative control";

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
      row.needs_explorer = answer.expect_check == "explore" || answer.expect_check == "crash";
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

class Verifier {
 public:
  explicit Verifier(const VerifyRequest& request) : request_(request) {}

  absl::Status VerifyLab(const Lab& lab) {
    absl::StatusOr<std::vector<Answer>> answers = LoadAnswers(lab);
    if (!answers.ok()) return answers.status();
    for (const Answer& answer : *answers) {
      if (!Wanted(answer.name)) continue;
      if (absl::Status status = Repeat(lab, answer, false); !status.ok()) return status;
      if (answer.claim != Answer::Claim::kSolution) continue;
      if (lab.manifest.negative_control != "locks" || !Wanted(kNegativeControl)) continue;
      if (absl::Status status = Repeat(lab, answer, true); !status.ok()) return status;
    }
    return absl::OkStatus();
  }

  std::vector<VerifyRow> rows;

 private:
  bool Wanted(const std::string& name) const {
    return request_.answer.empty() || request_.answer == name;
  }

  absl::Status Repeat(const Lab& lab, const Answer& answer, bool control) {
    for (const Compiler& compiler : request_.compilers) {
      for (int i = 0; i < request_.repeat; ++i) {
        if (absl::Status status = One(lab, answer, compiler, i, control); !status.ok()) {
          return status;
        }
      }
    }
    return absl::OkStatus();
  }

  absl::Status One(const Lab& lab, const Answer& answer, const Compiler& compiler, int repetition,
                   bool control) {
    VerifyRow row = Claim(lab, answer);
    row.compiler = compiler.Name();
    if (control) {
      row.answer = kNegativeControl;
      row.should_pass = false;
      row.expected = "fail";
    }
    if (request_.progress)
      request_.progress(absl::StrCat(lab.id, " ", row.answer, ", ", row.compiler));
    const absl::Time start = absl::Now();
    const GradeRequest grade{
        .root = request_.root,
        .lab = &lab,
        .submission = answer.folder,
        .fill_missing = true,
        .compiler = &compiler,
        .sandbox = request_.sandbox,
        .seed = request_.seed + repetition,
        .no_locks = control,
        .only = control ? ControlChecks(lab.manifest) : std::vector<std::string>()};
    absl::StatusOr<Report> report = RunChecks(grade);
    if (!report.ok()) return report.status();
    if (Interrupted()) return absl::CancelledError("interrupted");
    row.seconds = absl::ToDoubleSeconds(absl::Now() - start);
    row.got = Got(*report);
    row.ok = Matches(row, *report, lab, answer, control);
    if (!row.ok) row.why = FirstFinding(*report);
    if (request_.on_row) request_.on_row(row);
    rows.push_back(std::move(row));
    return absl::OkStatus();
  }

  static bool Matches(const VerifyRow& row, const Report& report, const Lab& lab,
                      const Answer& answer, bool control) {
    if (control) return ReportVerdict(report) == Verdict::kFail;
    if (row.should_pass) return row.got == "pass";
    if (answer.claim == Answer::Claim::kStarter) return StarterFails(report, lab.manifest);
    if (row.needs_explorer) return !absl::StartsWith(row.got, "inconclusive");
    return FailedWith(report, answer.expect_check, answer.expect_kind);
  }

  const VerifyRequest& request_;
};

}  // namespace

absl::StatusOr<std::vector<VerifyRow>> Verify(const VerifyRequest& request) {
  Verifier verifier(request);
  for (const Lab& lab : request.labs) {
    if (absl::Status status = verifier.VerifyLab(lab); !status.ok()) return status;
  }
  return std::move(verifier.rows);
}

VerifyRates Rates(const std::vector<VerifyRow>& rows) {
  VerifyRates rates;
  int right = 0, right_ok = 0, wrong = 0, wrong_ok = 0;
  for (const VerifyRow& row : rows) {
    if (row.needs_explorer) {
      ++rates.needs_explorer;
    } else if (row.should_pass) {
      ++right, right_ok += row.ok;
    } else {
      ++wrong, wrong_ok += row.ok;
    }
  }
  if (right > 0) rates.right_answers_pass = 100.0 * right_ok / right;
  if (wrong > 0) rates.wrong_answers_fail = 100.0 * wrong_ok / wrong;
  return rates;
}

}  // namespace racelab
