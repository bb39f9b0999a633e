// Report: everything that is known after one lab was checked, as plain data for reporters.
//
// **Thread safety**: plain values; no shared state.
#ifndef RACELAB_CHECKER_RESULT_REPORT_H_
#define RACELAB_CHECKER_RESULT_REPORT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "checker/result/check_result.h"

namespace racelab {

struct Report {
  std::string lab;         // the lab's id: "01_lost_update"
  std::string title;       // "Lost update"
  std::string submission;  // the folder that was graded, as the user named it
  std::string compiler;    // "clang 22.1.8"
  uint64_t seed = 0;
  bool quick = false;                  // --quick: less evidence than a graded run
  std::vector<std::string> isolation;  // active sandbox layers, in order
  std::vector<CheckResult> checks;     // in the manifest's order
  bool complete = true;                // false: interrupted, or out of wall time
};

// Worst verdict first: any kInconclusive without a kFail is inconclusive; any kFail is fail.
// An incomplete report without a kFail is inconclusive.
Verdict ReportVerdict(const Report& report);
int Score(const Report& report);
int MaxScore(const Report& report);

}  // namespace racelab

#endif  // RACELAB_CHECKER_RESULT_REPORT_H_
