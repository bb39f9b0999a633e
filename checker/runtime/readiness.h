// Readiness: whether tasks can go on, those of other processes too.
//
// Whether a lock is free stands in the lock's own memory. Private memory can be looked at only by
// its own process, shared memory by all that have mapped it. So a process writes down what it sees
// before another one goes on: nobody else can change it meanwhile, apart from those that can look
// for themselves.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_READINESS_H_
#define RACELAB_CHECKER_RUNTIME_READINESS_H_

#include <cstddef>
#include <cstdint>

#include "checker/runtime/task.h"

namespace racelab::rt {

// Whether a task's pending operation could be done now.
bool Enabled(const Task* task);
// The same, but for a signal that has arrived and that would let it go on.
bool EnabledItself(const Task* task);
// Whether a waiter on a condition variable could have its mutex back now.
bool CanReturn(const Task* task);
// Whether a signal on what it waits for came when nobody waited.
bool Missed(const Task* task);
// Who holds the lock that it waits for; kMaxTasks when nobody, or unknown.
uint16_t HolderFor(const Task* task);

// Ends the execution if a task of this process waits for a lock or the like in this memory, which
// is about to go away: nobody could look at that any more.
void CheckNobodyWaitsIn(uintptr_t begin, size_t bytes, uint32_t pc);

// Of every task that this process can look at. Call before another process goes on.
void StoreReadiness();

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_READINESS_H_
