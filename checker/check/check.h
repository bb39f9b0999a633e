// Check: what one kind of check gets and gives. One file per kind; the table is in run_checks.cc.
//
// The student's failure is a value (CheckResult with kFail); ours is an absl::Status, which
// run_checks turns into kInconclusive.
//
// **Thread safety**: a check runs on one thread; the context belongs to one grading at a time.
#ifndef RACELAB_CHECKER_CHECK_CHECK_H_
#define RACELAB_CHECKER_CHECK_CHECK_H_

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "checker/lab/catalog.h"
#include "checker/result/check_result.h"
#include "checker/sandbox/sandbox.h"
#include "checker/toolchain/build.h"

namespace racelab {

// Everything a check may look at.
struct CheckContext {
  const Lab* lab = nullptr;
  const Compiler* compiler = nullptr;
  const Sandbox* sandbox = nullptr;
  BuildInput input;       // the staged lab with the submission laid over it
  uint64_t seed = 1;      // decides every random choice of the check
  bool quick = false;     // about a quarter of the repeats
  bool no_locks = false;  // negative control: run with neutered locks (verify only)
  std::string reproduce;  // "./racelab check 1 --seed 7 ...": ends every finding
  std::string replay;     // what follows "./racelab replay TOKEN": "1 --submission work"
  std::function<void(const std::string&)>
      progress;  // a short text for the progress line; never null
};

// `result` has name, kind and max_points set and verdict kPass; a check adds findings, sets kFail
// and `summary`. Points and seconds are filled in by run_checks.
using CheckFunction = absl::Status (*)(const CheckContext& context, const CheckSpec& spec,
                                       CheckResult& result);

absl::Status CheckBuild(const CheckContext&, const CheckSpec&, CheckResult&);
absl::Status CheckIntegrity(const CheckContext&, const CheckSpec&, CheckResult&);
absl::Status CheckThreadSafety(const CheckContext&, const CheckSpec&, CheckResult&);
absl::Status CheckFunctional(const CheckContext&, const CheckSpec&, CheckResult&);
absl::Status CheckTsan(const CheckContext&, const CheckSpec&, CheckResult&);
absl::Status CheckStress(const CheckContext&, const CheckSpec&, CheckResult&);
absl::Status CheckParallelism(const CheckContext&, const CheckSpec&, CheckResult&);
absl::Status CheckExplore(const CheckContext&, const CheckSpec&, CheckResult&);
absl::Status CheckHygiene(const CheckContext&, const CheckSpec&, CheckResult&);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_CHECK_H_
