// Steps: what the tasks of a recorded execution did from one scheduling point to the next, and
// which two of them can change places without anybody noticing; for dpor.
//
// The unsynchronised accesses within a step count for nothing: where they could matter there is a
// data race, and the detector finds it in this execution or in another one that dpor visits.
//
// **Thread safety**: plain values and pure functions.
#ifndef RACELAB_CHECKER_EXPLORE_STEPS_H_
#define RACELAB_CHECKER_EXPLORE_STEPS_H_

#include <array>
#include <cstdint>
#include <vector>

#include "checker/explore/step_uses.h"
#include "checker/trace/schedule.h"

namespace racelab::explore {

// One step of a task. Two steps are the same when task, mode, older and wake are: what a task does
// next depends only on what it did before and on what the others did to it.
struct Step {
  uint16_t task = 0;
  trace::Mode mode = trace::Mode::kRun;
  uint8_t older = 0;                 // uses the value that is so many places before the newest one
  uint16_t wake = trace::kMaxTasks;  // wakes this task; kMaxTasks: the one that waits longest
  trace::Op op = trace::Op::kNone;
  uint32_t announced = 0;  // the task's point at which it announced this; 0: its first step
  uint32_t arrives = 0;    // the one that it reaches after it
  uint32_t value = 0;      // of the semaphore, before
  uint32_t pc = 0;
  bool timed = false;    // the end of a wait on a condition variable that may time out
  bool guessed = false;  // that it can be done where it is to be done, see WasWrongGuess
  bool early = false;    // in a mode other than kRun, although others could run
  Uses touches = {};
  std::array<uint64_t, 2> names = {};  // of the point at which it was announced

  bool IsSame(const Step& other) const {
    return task == other.task && mode == other.mode && older == other.older && wake == other.wake;
  }
};

// The steps of an execution, and by step:
struct StepList {
  std::vector<Step> steps;
  // The number of the step that let its task go on after it could not, that created it, or that
  // woke it from a wait on a condition variable, plus 1; 0: none.
  std::vector<uint32_t> enabler;
  std::vector<uint64_t> enabled;  // before it: bit t says that task t could run
  bool CouldRun(uint16_t task, size_t step) const { return (enabled[step] >> task & 1) != 0; }
  // How many steps had been done when its task announced it.
  std::vector<uint32_t> announced_after;
  // What its task could have done instead, where it did the ordinary thing: another waiter gets its
  // signal, it uses an older value.
  std::vector<std::vector<Step>> ways;
};
// REQUIRES: the execution was run with record_points.
StepList StepsOf(const trace::Execution& execution);

// How else a step may end: a timed operation may time out, a wait on a condition variable may wake
// without a signal.
std::vector<trace::Mode> EarlyEnds(const Step& step);
// The step in that mode. `heap`: it may make or free blocks where freed memory is used again.
Step InMode(Step step, trace::Mode mode, bool heap);

// The step as it would be done if it neither ended early nor chose: its first value, its first
// waiter. REQUIRES: it is not the early end of a wait on a condition variable.
Step InOrdinaryWay(Step step);

// Whether the order of the two matters.
bool Dependent(const Step& a, const Step& b);

// Whether `later`, which followed on `earlier`, could not have been done before it, because only
// `earlier`, or one after it, let it go on. REQUIRES: Dependent(earlier, later).
bool CannotComeFirst(const Step& earlier, const Step& later);

}  // namespace racelab::explore

#endif  // RACELAB_CHECKER_EXPLORE_STEPS_H_
