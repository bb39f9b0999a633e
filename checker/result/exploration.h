// Exploration: what a search through the schedules of a program concluded, as plain data.
//
// **Thread safety**: plain values; no shared state.
#ifndef RACELAB_CHECKER_RESULT_EXPLORATION_H_
#define RACELAB_CHECKER_RESULT_EXPLORATION_H_

#include <cstdint>
#include <string>
#include <vector>

#include "checker/result/check_result.h"
#include "checker/result/finding.h"

namespace racelab {

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
  uint64_t first_failure = 0;  // number of the execution, from 1; 0: none
  double seconds = 0;          // wall time of the search, with confirming and minimising
  std::string exhausted;       // what is known for sure when nothing was found; may be empty
  std::string reason;          // why it is inconclusive: one sentence
  std::vector<Finding> findings;

  double ExecutionsPerSecond() const {
    return seconds > 0 ? static_cast<double>(executions) / seconds : 0;
  }
};

}  // namespace racelab

#endif  // RACELAB_CHECKER_RESULT_EXPLORATION_H_
