// Minimise: from a failing execution to the one with the fewest context switches that we can find.
//
// **Thread safety**: as the executor's.
#ifndef RACELAB_CHECKER_EXPLORE_MINIMIZE_H_
#define RACELAB_CHECKER_EXPLORE_MINIMIZE_H_

#include <functional>

#include "absl/status/statusor.h"
#include "checker/explore/executor.h"

namespace racelab::explore {

struct Minimized {
  trace::ExecutionPlan plan;   // rule kStay and decisions; record_points is set
  trace::Execution execution;  // of this plan
  int tries = 0;               // executions that it took
};

// Delta debugging over decisions (Zeller, Hildebrandt: "Simplifying and Isolating Failure-Inducing
// Input", 2002), then pairs of decisions, then each decision at the earliest point where it still
// fails. An execution is better when it has fewer context switches; then, fewer decisions; then,
// earlier ones. We depart from the paper in going on with the decisions that the runtime really
// followed. Deterministic; at most `tries` executions, the first of them the unchanged plan; when
// that one does not fail `the_same` way, FailedPrecondition.
// REQUIRES: replay.rule is kStay.
absl::StatusOr<Minimized> Minimize(Executor& executor, const trace::ExecutionPlan& replay,
                                   const std::function<bool(const trace::Execution&)>& the_same,
                                   int tries = 300);

// How often another task went on than the one that was running.
// REQUIRES: run with record_points.
uint64_t ContextSwitches(const trace::Execution& execution);

}  // namespace racelab::explore

#endif  // RACELAB_CHECKER_EXPLORE_MINIMIZE_H_
