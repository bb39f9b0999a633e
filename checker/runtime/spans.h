// Spans: how long it would take with a processor for each task, measured in work, not in time.
//
// Work is what all tasks do, span the longest chain of it in which each part waits for the one
// before; work / span is the parallelism (Blumofe, Leiserson, "Scheduling multithreaded
// computations by work stealing", 1999). A unit is an access, an operation, or a nanosecond slept.
// A task's span grows with what it does; who waits is as late as the one it waits for. Under
// Rule::kSpan the task that is earliest goes on, so the execution is the one of a machine with
// enough processors, and the spans are its times.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_SPANS_H_
#define RACELAB_CHECKER_RUNTIME_SPANS_H_

#include <cstdint>

#include "checker/runtime/rules.h"
#include "checker/runtime/state.h"

namespace racelab::rt {

inline void SpendUnits(Task* task, uint64_t units) {
  task->span += units;
  state.work += units;
}

// What the running task has done since the last call.
inline void Spend(Task* task) {
  const uint64_t done = state.events + state.points;
  SpendUnits(task, done - state.spent);
  state.spent = done;
}

// REQUIRES: count > 0.
uint32_t LeastSpan(const Candidate* candidates, uint32_t count);

// `chosen` goes on: all who are earlier cannot, and wait at least until then.
void LetOthersWait(const Task* chosen);

// Into the outcome.
void ReportSpans();

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_SPANS_H_
