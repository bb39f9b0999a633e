// The processors that tasks are bound to.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_PROCESSORS_H_
#define RACELAB_CHECKER_RUNTIME_PROCESSORS_H_

#include <sched.h>

#include <cstdint>

#include "checker/runtime/task.h"

namespace racelab::rt {

// Those of a set that are there, a bit for each.
uint8_t ProcessorsIn(size_t bytes, const cpu_set_t* set);
// Returns what pthread_getaffinity_np would.
int GetProcessors(const Task* task, size_t bytes, cpu_set_t* set);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_PROCESSORS_H_
