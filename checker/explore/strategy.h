// Strategy: decides which plans are worth an execution, and learns from what came of them.
//
// The policy; the mechanism is the scheduler in the runtime. What a rule (trace::Rule) needs to
// know about pending operations is decided there; a strategy chooses rules, parameters and
// decisions.
//
// **Thread safety**: a strategy belongs to one thread.
// **Invariants**: pure: no clock, no thread, no disk. Same seed and same executions, same plans.
#ifndef RACELAB_CHECKER_EXPLORE_STRATEGY_H_
#define RACELAB_CHECKER_EXPLORE_STRATEGY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "checker/trace/schedule.h"

namespace racelab::explore {

using trace::Execution;
using trace::ExecutionPlan;

// What is known for sure about the schedules that were run.
struct Coverage {
  bool all = false;         // every schedule was run
  int preemptions = -1;     // every schedule with at most so many was run; -1: no claim
  uint64_t executions = 0;  // of the systematic search
  // That could be done in one schedule: deaths, faults. Unset by what does no harm.
  std::optional<uint64_t> harms;
  uint64_t harms_done = 0;  // of them
  std::string limits;       // what a claim leaves out, or why there is none; "" for nothing
  // What a claim about all leaves out, although other strategies look at it.
  bool without_early_ends = false, without_reuse = false;
  bool OthersFindMore() const { return without_early_ends || without_reuse; }
  bool lost = false;  // no execution more will make it a claim about all schedules
};

class Strategy {
 public:
  virtual ~Strategy() = default;

  virtual std::string_view name() const = 0;

  // The next plan. nullopt: none before more of its plans came back; and when none is under way,
  // the strategy is finished.
  virtual std::optional<ExecutionPlan> Next() = 0;

  // What came of a plan: its own, in the order of Next (`mine`), or of another strategy's.
  virtual void Learn(const ExecutionPlan& plan, const Execution& execution, bool mine) = 0;

  virtual Coverage coverage() const { return {}; }
};

}  // namespace racelab::explore

#endif  // RACELAB_CHECKER_EXPLORE_STRATEGY_H_
