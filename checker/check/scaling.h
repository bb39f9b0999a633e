// Scaling: whether a lab's tests Scaling.* could keep several processors busy, by work and span.
//
// **Thread safety**: belongs to one thread.
#ifndef RACELAB_CHECKER_CHECK_SCALING_H_
#define RACELAB_CHECKER_CHECK_SCALING_H_

#include "absl/status/statusor.h"
#include "checker/check/check.h"
#include "checker/check/exploration.h"
#include "checker/explore/parallelism.h"
#include "checker/result/exploration.h"

namespace racelab {

// One test, or a program whose main is the scenario. Unavailable: it failed, or did not come to its
// end. Other errors as Explored::Start.
absl::StatusOr<WorkAndSpan> MeasureScaling(const ExploreTarget& target);

// Fails the check when a test reaches less than spec.at_least. REQUIRES: spec.at_least > 0.
absl::Status CheckScaling(const CheckContext& context, const CheckSpec& spec, CheckResult& result);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_SCALING_H_
