// Sorts of operations, and the parts of a place.
//
// **Thread safety**: pure functions.
#ifndef RACELAB_CHECKER_CHECK_EXPLAIN_SORT_H_
#define RACELAB_CHECKER_CHECK_EXPLAIN_SORT_H_

#include <cstdint>

#include "checker/trace/format.h"

namespace racelab {

// What an event's object is.
enum class Sort {
  kMemory,
  kLock,
  kCondition,
  kSemaphore,
  kBarrier,
  kTask,  // threads and processes
  kHeap,
  kChannel,
  kNothing
};
Sort SortOf(trace::Op op);
// Whether it is a lock or a signal. A file is none: it may be mapped, and then has the place of its
// first byte.
bool IsSync(trace::Op op);
// Calls that start another task, and calls that wait for its end.
bool StartsTask(trace::Op op);
bool JoinsTask(trace::Op op);
bool IsAtomic(trace::Op op);
bool IsWrite(trace::Op op);

// Places, see trace/format.h.
bool IsShared(uint64_t place);
// The address in the memory of its process, of a private place.
uint64_t AddressOf(uint64_t place);

// Whether the event's access touches [address, address + size).
bool Touches(const trace::Event& event, uint64_t address, uint64_t size);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_EXPLAIN_SORT_H_
