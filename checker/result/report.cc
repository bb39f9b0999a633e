// Sums over a report: verdict, score.
#include "checker/result/report.h"

#include <algorithm>

namespace racelab {

const char* VerdictName(Verdict verdict) {
  switch (verdict) {
    case Verdict::kPass: return "pass";
    case Verdict::kFail: return "fail";
    case Verdict::kNotRun: return "not run";
    case Verdict::kInconclusive: return "inconclusive";
  }
  return "inconclusive";
}

bool HasIntegrityFinding(const CheckResult& check) {
  return std::any_of(check.findings.begin(), check.findings.end(),
                     [](const Finding& finding) { return finding.kind == "integrity"; });
}

Verdict ReportVerdict(const Report& report) {
  bool unsure = !report.complete || report.checks.empty();
  for (const CheckResult& check : report.checks) {
    if (check.verdict == Verdict::kFail) return Verdict::kFail;
    if (check.verdict != Verdict::kPass) unsure = true;
  }
  return unsure ? Verdict::kInconclusive : Verdict::kPass;
}

int Score(const Report& report) {
  int sum = 0;
  for (const CheckResult& check : report.checks) sum += check.points;
  return sum;
}

int MaxScore(const Report& report) {
  int sum = 0;
  for (const CheckResult& check : report.checks) sum += check.max_points;
  return sum;
}

}  // namespace racelab
