// Explore: the search from the first plan to the verdict.
//
// **Thread safety**: one call at a time for each executor.
// **Invariants**: the same request and the same executions give the same result. No failure counts
// that did not happen again when its schedule was repeated.
#ifndef RACELAB_CHECKER_EXPLORE_EXPLORER_H_
#define RACELAB_CHECKER_EXPLORE_EXPLORER_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "checker/explore/executor.h"
#include "checker/explore/strategy.h"

namespace racelab::explore {

struct ExploreProgress {
  uint64_t executions = 0, distinct = 0, failing = 0;
};

struct ExploreRequest {
  std::string strategy = "portfolio";  // of StrategyNames()
  int victim = 0;                      // crashes: the process that dies, from 1; 0: any
  uint64_t executions = 2'000;         // budget
  uint64_t proof = 0;   // executions beyond it where nothing was found, for a claim alone
  uint64_t events = 0;  // of all executions, a scheduling point counts as ten; 0: plenty
  uint64_t seed = 1;
  bool all = false;         // go on after the first finding and collect distinct ones
  uint32_t ignore = 0;      // bit k: look past findings of trace::Kind k
  bool all_points = false;  // plain accesses are scheduling points; always when races are ignored
  uint32_t max_points = 20'000'000;  // in one execution
  uint64_t after_first = 200;  // executions after the first finding, to estimate how rare it is
  int minimize_tries = 300;    // executions for each finding
  std::function<void(const ExploreProgress&)> progress;  // after each batch; may be null
};

enum class ExploreVerdict { kNoneFound, kFound, kInconclusive };

struct Found {
  ExecutionPlan plan;     // repeats it: minimised decisions with rule kStay; for a token
  Execution execution;    // of this plan, with points and events
  uint64_t failing = 0;   // executions that ended like this (without `all`: in any finding), ...
  uint64_t explored = 0;  // ... of so many
  uint64_t first_failure = 0;  // the first of them, from 1
};

struct ExploreResult {
  ExploreVerdict verdict = ExploreVerdict::kNoneFound;
  std::string strategy;
  uint64_t seed = 0;
  uint64_t executions = 0;     // explored: without confirming and minimising
  uint64_t distinct = 0;       // schedules among them
  uint64_t first_failure = 0;  // execution, from 1; 0: none
  uint64_t failing = 0;        // executions with a confirmed finding
  uint64_t unconfirmed = 0;    // failures that did not come again
  uint64_t unfinished = 0;     // executions that did not come to an end
  bool cut_short = false;      // before the budget was used, because the executions are long
  Coverage coverage;
  std::string
      exhausted;  // "exhausted: 70 executions, all of them", "exhausted up to 2 preemptions"
  std::vector<Found> found;  // in order of appearance; at most one without `all`
  std::string reason;        // a sentence, when inconclusive
};

// Errors: InvalidArgument for an unknown strategy; the executor's.
absl::StatusOr<ExploreResult> Explore(Executor& executor, const ExploreRequest& request);

// With a strategy of the caller's choice; request.strategy is not looked at.
absl::StatusOr<ExploreResult> Explore(Executor& executor, const ExploreRequest& request,
                                      Strategy& strategy);

// What may be said about a search that found nothing; "" when nothing is known for sure.
std::string ExhaustedText(const Coverage& coverage);
// "exhausted: 70 executions, all of them".
std::string AllText(uint64_t executions);

}  // namespace racelab::explore

#endif  // RACELAB_CHECKER_EXPLORE_EXPLORER_H_
