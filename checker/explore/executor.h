// Executor: runs plans. The real one is session.h; tests have one that simulates.
//
// **Thread safety**: an executor belongs to one thread.
#ifndef RACELAB_CHECKER_EXPLORE_EXECUTOR_H_
#define RACELAB_CHECKER_EXPLORE_EXECUTOR_H_

#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "checker/trace/schedule.h"

namespace racelab::explore {

// Whether no plan after this execution is to be run: it has a finding, or did not come to its end.
inline bool EndsTheRun(const trace::Execution& execution) {
  return execution.Failed() || execution.end != trace::End::kCompleted;
}

class Executor {
 public:
  virtual ~Executor() = default;

  // Runs the plans in order and stops after the first execution that EndsTheRun(); so there may be
  // fewer executions than plans, but at least one. Errors are ours, or say that the program cannot
  // be explored at all; what an execution did is in the Execution. REQUIRES: plans is not empty.
  virtual absl::StatusOr<std::vector<trace::Execution>> Run(
      std::span<const trace::ExecutionPlan> plans) = 0;

  // One plan.
  absl::StatusOr<trace::Execution> Run(const trace::ExecutionPlan& plan) {
    absl::StatusOr<std::vector<trace::Execution>> executions = Run(std::span(&plan, 1));
    if (!executions.ok()) return executions.status();
    return std::move(executions->front());
  }
};

}  // namespace racelab::explore

#endif  // RACELAB_CHECKER_EXPLORE_EXECUTOR_H_
