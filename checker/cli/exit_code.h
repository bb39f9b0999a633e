// Exit codes of the program (docs/reference/exit-codes.md).
//
// **Thread safety**: pure functions.
#ifndef RACELAB_CHECKER_CLI_EXIT_CODE_H_
#define RACELAB_CHECKER_CLI_EXIT_CODE_H_

#include "absl/status/status.h"
#include "checker/result/report.h"

namespace racelab {

inline constexpr int kExitPassed = 0;
inline constexpr int kExitFailed = 1;        // the submission, or a claim of a lab, is wrong
inline constexpr int kExitUsage = 2;         // wrong usage, wrong manifest
inline constexpr int kExitInconclusive = 3;  // the checker or the machine failed, or ctrl-C
inline constexpr int kExitIntegrity = 4;     // the submission tried to get round the checks

// The code of a finished or interrupted grading.
int ExitCodeOf(const Report& report, bool interrupted);

// The code of our own failure: what the user named or wrote is wrong (2), or the machine is (3).
// REQUIRES: !status.ok().
int ExitCodeOf(const absl::Status& status);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_EXIT_CODE_H_
