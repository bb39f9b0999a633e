// QuietSteps: steps before which no schedule need leave their task; for dfs.
//
// A step is quiet when nothing that the others could do before it depends on it. So what they do
// may as well come after it, and that costs no more preemptions.
// Source: Godefroid: "Partial-Order Methods for the Verification of Concurrent Systems", 1996
// (persistent sets of one transition). What others do is known from the executions so far: if a
// later one shows more, the search has to begin again.
//
// **Thread safety**: a value of one thread.
#ifndef RACELAB_CHECKER_EXPLORE_QUIET_H_
#define RACELAB_CHECKER_EXPLORE_QUIET_H_

#include <cstdint>
#include <map>
#include <utility>

#include "checker/explore/steps.h"

namespace racelab::explore {

class QuietSteps {
 public:
  // False: it shows that something was quiet only by mistake.
  bool Learn(const StepList& list);

  bool IsQuiet(const Step& step);

 private:
  using UseSet = uint8_t;                     // bit k: Use k
  using Key = std::pair<uint64_t, uint16_t>;  // an object, and a task
  bool Note(const Step& step, uint64_t tasks);

  std::map<Key, UseSet> others_;   // how other tasks use the object, while the task may run
  std::map<Key, UseSet> allowed_;  // how they may, so that all that was called quiet is so
};

}  // namespace racelab::explore

#endif  // RACELAB_CHECKER_EXPLORE_QUIET_H_
