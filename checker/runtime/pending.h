// What the operation that a task is about to do says of itself.
//
// **Thread safety**: pure functions, apart from the names of shared memory.
#ifndef RACELAB_CHECKER_RUNTIME_PENDING_H_
#define RACELAB_CHECKER_RUNTIME_PENDING_H_

#include <cstdint>

#include "checker/runtime/scheduler.h"
#include "checker/runtime/task.h"

namespace racelab::rt {

// What the second name in the record of a point says.
uint64_t SecondName(const Pending& pending);

// The object whose memory the operation needs; 0 when it needs none, or looks after it itself.
uintptr_t ObjectOf(const Pending& pending);

// A wait for a century is one for ever: time_point::max() says so.
inline bool IsForEver(const Pending& pending) {
  constexpr uint64_t kCentury = uint64_t{1000000000} * 100 * 365 * 86400;  // nanoseconds
  return pending.timed && pending.deadline >= kCentury && pending.deadline != kWhenNothingElse;
}
Pending WithoutTime(Pending pending);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_PENDING_H_
