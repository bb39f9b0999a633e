// CheckResult: what one check of a lab concluded, as plain data.
//
// **Thread safety**: plain values; no shared state.
#ifndef RACELAB_CHECKER_RESULT_CHECK_RESULT_H_
#define RACELAB_CHECKER_RESULT_CHECK_RESULT_H_

#include <string>
#include <vector>

#include "checker/result/finding.h"

namespace racelab {

enum class Verdict {
  kPass,          // the check ran and found nothing
  kFail,          // the student's code is wrong; `findings` says why
  kNotRun,        // a check this one depends on failed, or luck decided it
  kInconclusive,  // our environment failed, never the student
};

// The words that reports use: "pass", "fail", "not run", "inconclusive".
const char* VerdictName(Verdict verdict);

// **Invariants**: points == max_points when verdict is kPass, else 0; a kFail has at least one
// finding; a kInconclusive has one finding of kind "environment" that ends with a remedy.
struct CheckResult {
  std::string name;  // unique in the lab; the kind, or the kind with "-2" for a second one
  std::string kind;
  Verdict verdict = Verdict::kNotRun;
  int points = 0;
  int max_points = 0;
  double seconds = 0;
  std::string summary;  // one line of evidence: "20 runs under ThreadSanitizer, no report"
  std::vector<Finding> findings;
};

// Whether the submission tried to get round this check.
bool HasIntegrityFinding(const CheckResult& check);

}  // namespace racelab

#endif  // RACELAB_CHECKER_RESULT_CHECK_RESULT_H_
