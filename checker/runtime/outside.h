// The world outside: processes and descriptors that the scheduler does not control.
//
// An operation on a descriptor is tried without blocking. Who tries in vain waits (Op::kBlock)
// until State::changes says that somebody did something that it may have waited for, and tries
// again.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_OUTSIDE_H_
#define RACELAB_CHECKER_RUNTIME_OUTSIDE_H_

#include <sys/types.h>

#include "checker/runtime/task.h"

namespace racelab::rt {

// Whether a process runs, whoever controls it.
bool IsAlive(pid_t pid);
// Until a process is really gone: its descriptors are closed then, and a wait finds it.
void AwaitDeath(pid_t pid);

// Call once before the executions: which descriptors were there before they began.
void NoteDescriptors();
// Whether somebody outside may have the other end.
bool FromOutside(int descriptor);
// Whether a task waits for such a one.
inline bool AwaitsOutside(const Task* task) {
  return task->alive && task->pending.op == Op::kBlock && task->pending.second != 0;
}

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_OUTSIDE_H_
