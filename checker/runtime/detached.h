// Threads that are still there when main ends: forgotten ones, and detached ones with work to do.
//
// A detached thread may be on its way out when main returns, and may still give back what it holds.
// Work is what it writes to memory that others can see: statics, other stacks, and blocks of the
// heap that nobody gives back afterwards.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_DETACHED_H_
#define RACELAB_CHECKER_RUNTIME_DETACHED_H_

#include "checker/runtime/heap.h"
#include "checker/runtime/state.h"
#include "checker/runtime/task.h"

namespace racelab::rt {

[[noreturn]] void ReportLeak(const Task* task);

// Before the current task writes: where it is detached, main may end first.
void DetachedMayBeLate(uint32_t pc);
inline void WriteMayBeLate(uint32_t pc) {
  if (current->detached) DetachedMayBeLate(pc);
}

// Lets the detached threads end, or get as far as they can. REQUIRES: main has ended.
void LetDetachedEnd();

// While they do: the current task writes to memory, or gives back a block.
void SawWrite(uintptr_t address);
void SawFree(const Block* block);

// Ends the execution with a finding if a thread is neither joined nor detached, or a detached one
// wrote to a block that is still there.
void ReportLeftBehind();

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_DETACHED_H_
