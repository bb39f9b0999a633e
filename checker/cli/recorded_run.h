// One execution with all that an explanation or a page needs, of a program or of a lab's solution.
//
// **Thread safety**: for the main thread.
#ifndef RACELAB_CHECKER_CLI_RECORDED_RUN_H_
#define RACELAB_CHECKER_CLI_RECORDED_RUN_H_

#include "absl/status/statusor.h"
#include "checker/cli/explore_target.h"
#include "checker/report/player.h"
#include "checker/trace/schedule.h"

namespace racelab {

// Runs a plan once, with points and events. Errors as Explored::Start and Executor::Run.
absl::StatusOr<trace::Execution> RunRecorded(const ExploreTarget& target,
                                             trace::ExecutionPlan plan);

// The solution of the lab under the same decisions: at its own scheduling points, as far as they
// go. Those that speak of program counters are for the other program alone. `named` has the test.
// InvalidArgument: it is no lab. Errors as FindTarget and RunRecorded.
absl::StatusOr<Comparison> SolutionUnder(const Options& options, const NamedTarget& named,
                                         trace::ExecutionPlan plan);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_RECORDED_RUN_H_
