// Parallelism: how many processors a program could keep busy, by work and span.
//
// Work is measured in an execution with few switches, span in one under trace::Rule::kSpan; no
// clock is read. See runtime/spans.h for units and source.
//
// **Thread safety**: one call at a time for each executor.
#ifndef RACELAB_CHECKER_EXPLORE_PARALLELISM_H_
#define RACELAB_CHECKER_EXPLORE_PARALLELISM_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "checker/explore/executor.h"

namespace racelab::explore {

struct Parallelism {
  uint64_t work = 0;        // units of all tasks together
  uint64_t span = 0;        // units of the longest chain
  uint64_t waited = 0;      // units that all tasks together waited for locks
  trace::Stack waits = {};  // where most of them were waited
  // The execution that has a finding or did not come to its end; `end` is kNotRun when both were
  // fine. Then there are no numbers.
  trace::Execution broken;
  trace::ExecutionPlan plan;  // that repeats it

  bool Measured() const { return broken.end == trace::End::kNotRun; }
  double Ratio() const { return span == 0 ? 1 : static_cast<double>(work) / span; }
};

// The same program gives the same numbers each time. Errors: the executor's.
absl::StatusOr<Parallelism> MeasureParallelism(Executor& executor);

}  // namespace racelab::explore

#endif  // RACELAB_CHECKER_EXPLORE_PARALLELISM_H_
