// RunChecks: grades one submission for one lab, from the files to a Report.
//
// **Thread safety**: RunChecks may run in several threads on different submissions.
#ifndef RACELAB_CHECKER_CHECK_RUN_CHECKS_H_
#define RACELAB_CHECKER_CHECK_RUN_CHECKS_H_

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "checker/lab/catalog.h"
#include "checker/result/report.h"
#include "checker/sandbox/sandbox.h"
#include "checker/toolchain/compiler.h"

namespace racelab {

struct GradeRequest {
  std::filesystem::path root;  // the racelab tree
  const Lab* lab = nullptr;
  std::filesystem::path
      submission;  // folder with the manifest's edit files; empty: the lab's folder
  // A file that the submission lacks: false: a finding. true: the lab's own is taken (answer bank).
  bool fill_missing = false;
  const Compiler* compiler = nullptr;
  const Sandbox* sandbox = nullptr;
  uint64_t seed = 1;
  bool quick = false;
  bool no_locks = false;          // negative control
  std::vector<std::string> only;  // names of checks to run (others kNotRun); empty: all
  std::string reproduce;          // the command line that repeats this grading
  std::string replay;             // as in CheckContext
  double wall_seconds = 600;      // upper bound; a partial report (complete == false) is the result
  // Called with (check name, short text) as work goes on; null for silence.
  std::function<void(const std::string&, const std::string&)> progress;
};

// Always a report once grading started; the Status is for what makes grading impossible (the
// lab's folder vanished, no space for a temporary folder). After an interrupt the report is partial
// (complete == false).
absl::StatusOr<Report> RunChecks(const GradeRequest& request);

// The lab's checks, or those of them that `only` names, in its order, none of them run yet.
std::vector<CheckResult> PlannedChecks(const Manifest& manifest,
                                       const std::vector<std::string>& only = {});

// Whether the checks after one of this kind say nothing when it fails, and are not run.
bool IsGate(const std::string& kind);

// Whether a check of this kind finds the same whoever runs it, however fast the machine is.
bool Repeats(const std::string& kind);

// The checks of which luck decides whether they fail: runs in real time of a program in which the
// explorer found a bug. RunChecks gives no points to those that met nothing, so that the same
// submission earns the same score every time.
std::vector<CheckResult*> DecidedByLuck(Report& report);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_RUN_CHECKS_H_
