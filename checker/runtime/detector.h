// The detector: data races and uses of freed memory, from the order that synchronisation makes.
//
// FastTrack (Flanagan and Freund 2009) on single bytes, with the happens-before edges of C++ memory
// orders: release sequences of read-modify-writes, and fences.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_DETECTOR_H_
#define RACELAB_CHECKER_RUNTIME_DETECTOR_H_

#include <cstddef>
#include <cstdint>

#include "checker/runtime/os.h"
#include "checker/runtime/task.h"

namespace racelab::rt {

// A plain access of the current task. It becomes a scheduling point where the plan says so. What is
// volatile may be shared with a signal handler of the same thread.
void Access(uintptr_t address, size_t bytes, bool write, uint32_t pc, bool is_volatile = false);
// The same for memory that the allocator gives back: a race with it is a use after free.
void AccessByFree(uintptr_t address, size_t bytes, uint32_t pc);
// A lock or the like is used: as a read of its memory, which must not be given back before.
void UseObject(uintptr_t address, uint32_t pc);
// A lock or the like is initialised: as a write of its memory, which must come before every use.
// Does nothing outside of an execution.
void InitObject(uintptr_t address, uint64_t bytes, uint32_t pc);
// A call that takes as long as so many plain accesses, of which others see nothing.
void Spend(uint64_t accesses, uint32_t pc);

// Atomic operations, called after the scheduling point and around the operation itself.
enum class Order : int { kRelaxed, kConsume, kAcquire, kRelease, kAcqRel, kSeqCst };
void AtomicAccess(uintptr_t address, size_t bytes, bool write, uint32_t pc);
void AtomicLoaded(uintptr_t address, Order order, uint32_t pc);
void AtomicStored(uintptr_t address, Order order, uint32_t pc);
void AtomicModified(uintptr_t address, Order order, uint32_t pc);
void Fence(Order order);

// The value at an address, for up to 8 bytes; else 0.
inline uint64_t LoadValue(uintptr_t address, size_t bytes) {
  const void* at = reinterpret_cast<const void*>(address);
  uint64_t value = 0;
  switch (bytes) {  // a copy of a size that is not known costs more than the rest of an event
    case 1: __builtin_memcpy(&value, at, 1); break;
    case 2: __builtin_memcpy(&value, at, 2); break;
    case 4: __builtin_memcpy(&value, at, 4); break;
    case 8: __builtin_memcpy(&value, at, 8); break;
    default:
      if (bytes < 8) CopyBytes(&value, at, bytes);
  }
  return value;
}
// The task goes on: what it was about to write has been written.
void EndWrite(Written& written);
inline void CompleteWrite(Task* task) {
  if (task->written.address != 0) EndWrite(task->written);
}

// Notes that a read saw a write, by program counters, for the outcome's pairs.
void NotePair(uint32_t read, uint32_t write);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_DETECTOR_H_
