// The ends of an execution: findings, limits, and the outcome that the tool reads.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_FINISH_H_
#define RACELAB_CHECKER_RUNTIME_FINISH_H_

#include <cstdint>

#include "checker/runtime/state.h"
#include "checker/runtime/task.h"
#include "checker/trace/format.h"

namespace racelab::rt {

// Whether the plan looks past findings of this kind.
bool Ignored(trace::Kind kind);

// The finding of this execution, to be filled before EndWithFinding. The current task and its stack
// are in it already; `pc` is the innermost program counter.
trace::Finding& Found(trace::Kind kind, uint32_t pc);
[[noreturn]] void EndWithFinding();

// The same for findings that are a text and a place.
void Report(trace::Kind kind, uint32_t pc, const char* text);
// A lock used in a way that is not allowed.
void Misuse(uint32_t pc, Op op, uintptr_t address, const char* text);

// Ends the execution without a finding.
[[noreturn]] void Stop(trace::End end, const char* text);
// At the end of the scenario: what was left behind, then Stop.
[[noreturn]] void Complete(int exit_code);
// Nobody is left, in any process.
[[noreturn]] void FinishExecution();

void FillStack(const Task* task, uint32_t pc, trace::Stack& stack);
// Block, stack and allocation around an address.
void FillPlace(uintptr_t address, trace::Finding& finding);

// What a task waits for, and whom.
void FillWaiting(const Task* task, trace::Waiting& waiting);

// In the fork server: what WatchSignals looks up once.
void PrepareSignals();
// Crash signals of the explored program become findings; a hang is told by a timer.
void WatchSignals();
// The timer alone, for a forked process: it inherits the rest.
void WatchProgress();

// Records what a task does, when the plan asks for events. Returns the event or nullptr.
trace::Event* RecordEvent(Op op, uintptr_t object, uint32_t size, uint32_t pc);
inline trace::Event* Record(Op op, uintptr_t object, uint32_t size, uint32_t pc) {
  return state.plan->record_events == 0 ? nullptr : RecordEvent(op, object, size, pc);
}

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_FINISH_H_
