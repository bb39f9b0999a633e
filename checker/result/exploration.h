// Exploration: what a search through the schedules of a program concluded, as plain data.
//
// **Thread safety**: plain values; no shared state.
#ifndef RACELAB_CHECKER_RESULT_EXPLORATION_H_
#define RACELAB_CHECKER_RESULT_EXPLORATION_H_

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "checker/result/check_result.h"
#include "checker/result/finding.h"

namespace racelab {

// How many processors a program could keep busy: work / span. Units are accesses and operations.
struct WorkAndSpan {
  uint64_t work = 0;    // of all threads together
  uint64_t span = 0;    // of the longest chain in which each part waits for the one before
  uint64_t waited = 0;  // by all threads together, for locks
  Location where;       // where most of that was waited; line 0 when unknown or nowhere

  double Parallelism() const { return span == 0 ? 1 : static_cast<double>(work) / span; }
};

// What is known for sure about the tests in which nothing was found.
struct Exhausted {
  int tests = 0;                 // of which all schedules that differ were run
  uint64_t executions = 0;       // that this took
  std::set<std::string> limits;  // what that leaves out: "each wait ending early at most once"
  // Of the other tests: all schedules with at most so many preemptions were run; -1: no claim.
  int others = 0, preemptions = -1;
};

// Of a lab with several tests: the sum over those that were explored.
// **Invariants**: kFail has findings; kInconclusive has a reason.
struct Exploration {
  std::string program;  // as the user named it; of a lab its id
  Verdict verdict = Verdict::kPass;
  std::string strategy;
  uint64_t seed = 0;
  int tests = 0;               // 0: main is the scenario
  uint64_t executions = 0;     // without those that confirm and minimise
  uint64_t distinct = 0;       // schedules among them
  uint64_t failing = 0;        // executions with a confirmed finding
  uint64_t unconfirmed = 0;    // failures that did not come again when repeated
  uint64_t unfinished = 0;     // executions that did not come to an end
  bool cut_short = false;      // before the budget was used, because the executions are long
  uint64_t first_failure = 0;  // number of the execution, from 1; 0: none
  double seconds = 0;          // wall time of the search, with confirming and minimising
  Exhausted known;
  std::string exhausted;  // the same in words; may be empty
  std::string reason;     // why it is inconclusive: one sentence
  std::vector<Finding> findings;
  std::optional<WorkAndSpan> parallelism;  // when it was asked for

  double ExecutionsPerSecond() const {
    return seconds > 0 ? static_cast<double>(executions) / seconds : 0;
  }
};

}  // namespace racelab

#endif  // RACELAB_CHECKER_RESULT_EXPLORATION_H_
