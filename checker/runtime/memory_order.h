// What memory orders release and acquire.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_MEMORY_ORDER_H_
#define RACELAB_CHECKER_RUNTIME_MEMORY_ORDER_H_

#include <cstdint>

#include "checker/runtime/detector.h"
#include "checker/runtime/sync_object.h"

namespace racelab::rt {

bool Releases(Order order);
// An acquire takes what was released; a relaxed load keeps it for a later acquire fence.
void TakeClock(const uint32_t* released, Order order);
// The current task has read the newest value of an atomic.
void SeeNewest(const SyncObject* object);
// What a store of the current task releases: by its order, or by a fence before it; may be null.
const uint32_t* ReleasedBy(Order order);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_MEMORY_ORDER_H_
