// Two executions: one for the work, one for the span.
#include "checker/explore/parallelism.h"

#include <utility>

namespace racelab::explore {
namespace {

bool Fine(const trace::Execution& execution) {
  return execution.end == trace::End::kCompleted && !execution.Failed();
}

}  // namespace

absl::StatusOr<Parallelism> MeasureParallelism(Executor& executor) {
  Parallelism parallelism;
  for (const trace::Rule rule : {trace::Rule::kStay, trace::Rule::kSpan}) {
    trace::ExecutionPlan plan;
    plan.rule = rule;
    plan.ignore = 1u << static_cast<uint32_t>(trace::Kind::kDataRace);  // other checks' business
    absl::StatusOr<trace::Execution> execution = executor.Run(plan);
    if (!execution.ok()) return execution.status();
    if (!Fine(*execution)) {
      parallelism.plan = trace::ReplayOf(plan, *execution);
      parallelism.broken = *std::move(execution);
      return parallelism;
    }
    // Who spins while another works would count as work in the second one.
    if (rule == trace::Rule::kStay) {
      parallelism.work = execution->work;
    } else {
      parallelism.span = execution->span;
      parallelism.waited = execution->waited;
      parallelism.waits = execution->waits;
    }
  }
  return parallelism;
}

}  // namespace racelab::explore
