// Decisions: what the plan says for a point of a task, and what is written down.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_DECISIONS_H_
#define RACELAB_CHECKER_RUNTIME_DECISIONS_H_

#include <cstdint>

#include "checker/runtime/task.h"
#include "checker/trace/format.h"

namespace racelab::rt {

// Sorts the plan's decisions by task. Call once at the start of an execution.
void PlanDecisions();

// The plan's decision for this point of the task, or nullptr; `wake`: about which waiter to wake.
const trace::Decision* Planned(const Task* task, bool wake);

// Sets Task::fault when the plan wants the operation that the task announces to fail. It is written
// down by who lets it fail: TakeFault.
void FailAsPlanned(Task* task);
// Whether the current task's operation is to fail in this way; at most once.
bool TakeFault(trace::Fault fault);

// Writes down a choice that differs from rule kStay's.
void LogDecision(const Task* task, uint32_t next, Mode mode);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_DECISIONS_H_
