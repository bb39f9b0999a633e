// From reports and errors to exit codes.
#include "checker/cli/exit_code.h"

namespace racelab {

int ExitCodeOf(const Report& report, bool interrupted) {
  if (interrupted) return kExitInconclusive;
  for (const CheckResult& check : report.checks) {
    if (check.verdict != Verdict::kFail) continue;
    if (check.kind == "integrity" || HasIntegrityFinding(check)) return kExitIntegrity;
  }
  switch (ReportVerdict(report)) {
    case Verdict::kPass: return kExitPassed;
    case Verdict::kFail: return kExitFailed;
    default: return kExitInconclusive;
  }
}

int ExitCodeOf(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kNotFound:
    case absl::StatusCode::kAlreadyExists: return kExitUsage;
    default: return kExitInconclusive;
  }
}

}  // namespace racelab
