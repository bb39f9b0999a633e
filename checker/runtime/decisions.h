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

// What a decision is about: who goes on and how, which waiter is woken, how old the value is.
enum class About : uint8_t { kTurn, kWake, kAge };

// The plan's decision for this point of the task, or nullptr.
const trace::Decision* Planned(const Task* task, About about);

// Sets Task::fault when the plan wants the operation that the task announces to fail. It is written
// down by who lets it fail: TakeFault.
void FailAsPlanned(Task* task);
// Whether the current task's operation is to fail in this way; at most once.
bool TakeFault(trace::Fault fault);

// What the current task does now could use so many older values: a choice of its last point.
void NoteOlder(uint32_t count);
// The semaphore that it uses now has this value before.
void NoteValue(uint32_t value);
// It makes or frees a block.
void NoteHeap();
// It is an atomic operation or a fence with memory_order_seq_cst.
void NoteSeqCst();

// Writes down a choice that differs from rule kStay's.
void LogDecision(const Task* task, uint32_t next, Mode mode);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_DECISIONS_H_
