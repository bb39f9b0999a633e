// Open ends: which processes have open what a task waits for in vain, for explanations.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_OPEN_ENDS_H_
#define RACELAB_CHECKER_RUNTIME_OPEN_ENDS_H_

#include <cstdint>

#include "checker/runtime/task.h"

namespace racelab::rt {

// Of a task that waits with Op::kBlock: bit p says that process p has open the end of its pipe or
// socket that could give it what it waits for, or the lock of its file. 0 when nobody has, or when
// it cannot be found out.
uint64_t OpenIn(const Task* task);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_OPEN_ENDS_H_
