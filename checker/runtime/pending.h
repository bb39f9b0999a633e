// What the operation that a task is about to do says of itself.
//
// **Thread safety**: pure functions, apart from the names of shared memory.
#ifndef RACELAB_CHECKER_RUNTIME_PENDING_H_
#define RACELAB_CHECKER_RUNTIME_PENDING_H_

#include <cstdint>

#include "checker/runtime/task.h"

namespace racelab::rt {

// What the second name in the record of a point says.
uint64_t SecondName(const Pending& pending);

// The object whose memory the operation needs; 0 when it needs none, or looks after it itself.
uintptr_t ObjectOf(const Pending& pending);

// What a timed operation comes to: one for a century is one for ever, which time_point::max() says,
// and one whose time is over is a try.
Pending InTime(Pending pending);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_PENDING_H_
