// Thread-specific keys and the destructors of thread_local objects.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_KEYS_H_
#define RACELAB_CHECKER_RUNTIME_KEYS_H_

#include "checker/runtime/task.h"

namespace racelab::rt {

// Runs what the task has to run before it ends: thread_local destructors, then those of keys.
void RunAtExit(Task* task);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_KEYS_H_
