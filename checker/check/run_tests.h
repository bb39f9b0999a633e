// RunTests: builds a variant of the lab and runs its tests many times, perturbed, in the sandbox.
//
// **Thread safety**: belongs to one grading.
#ifndef RACELAB_CHECKER_CHECK_RUN_TESTS_H_
#define RACELAB_CHECKER_CHECK_RUN_TESTS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "checker/check/check.h"
#include "checker/result/finding.h"
#include "checker/sandbox/run.h"

namespace racelab {

struct TestRuns {
  Variant variant = Variant::kPlain;
  std::string filter;                             // GoogleTest's; used when the manifest names none
  int repeats = 1;                                // used when the manifest names none
  std::vector<std::string> perturbations = {""};  // RACELAB_PERTURB of run i is number i % size
};

struct TestRunsResult {
  std::vector<RunOutcome> outcomes;
  std::vector<Finding> findings;  // of the first run that failed
  int repeats = 0;                // that were planned
};

// Runs until the first failure. Run i has the seed RunSeed(context.seed, i), so the same seed gives
// the same sizes, delays and order of perturbations. Unavailable when a given file does not build.
absl::StatusOr<TestRunsResult> RunTests(const CheckContext& context, const CheckSpec& spec,
                                        const TestRuns& runs);

// A different seed for each run (SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom
// number generators", 2014).
uint64_t RunSeed(uint64_t seed, int run);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_RUN_TESTS_H_
