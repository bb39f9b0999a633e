// Weak memory: the stores that an atomic load may still read, although newer ones were made.
//
// The executions are those of C++20 ([intro.races], [atomics.order]) but for cycles of reads-from
// and program order, which no known compiler and processor make of programs like these: what is
// read was written before. Each atomic remembers its last stores in modification order, and who
// has seen them. A load may read any store that is not older than one that happens before it, or
// than what one that happens before it has read (coherence); a store may stand before newer ones
// by the same rule. The seq_cst operations and fences have the order in which they are executed.
//
// The idea of such histories: Lidbury, Donaldson: "Dynamic Race Detection for C++11", 2017; Luo,
// Demsky: "C11Tester: A Race Detector for C/C++ Atomics", 2021.
//
// Only atomics of up to 8 bytes have a history, and a read-modify-write reads the newest store.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_WEAK_MEMORY_H_
#define RACELAB_CHECKER_RUNTIME_WEAK_MEMORY_H_

#include <cstddef>
#include <cstdint>

#include "checker/runtime/detector.h"
#include "checker/runtime/sync_object.h"

namespace racelab::rt {

// One store to an atomic, as long as somebody may read it.
struct AtomicStore {
  static constexpr uint32_t kSeen = 6;
  uint64_t value;
  uint32_t pc;         // 0: the initial value, or not known
  bool modifies;       // a read-modify-write: it follows the store before it at once
  bool seen_by_all;    // more have seen it than there is room for
  uint32_t seq_cst;    // the first seq_cst access, counted by State::seq_cst; 0: none
  bool releases;       // `released` is in use
  uint32_t* released;  // clock that a load acquires
  uint32_t seen_count;
  struct {
    uint16_t task;
    uint32_t time;  // of its first access
  } seen[kSeen];
};

struct AtomicHistory {
  static constexpr uint32_t kStores = trace::kMaxOlder + 1;
  uint8_t bytes;
  uint32_t count;
  AtomicStore stores[kStores];  // in modification order; the last one is in memory
};

// Whether this execution keeps histories, and now: what was stored while the first task was alone
// is the oldest store that anybody may read.
bool Weak(size_t bytes);

// In the place of AtomicLoaded, AtomicStored and AtomicModified, which they call for the order. The
// value that a load reads.
uint64_t WeakLoad(uintptr_t address, size_t bytes, Order order, uint32_t pc,
                  bool may_be_old = true);
// Whether the store is the newest one; else its value does not go to memory.
bool WeakStore(uintptr_t address, size_t bytes, uint64_t value, Order order, uint32_t pc);
void WeakModify(uintptr_t address, size_t bytes, uint64_t value, Order order, uint32_t pc);
// Of a seq_cst fence, before it ticks.
void WeakFence();

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_WEAK_MEMORY_H_
