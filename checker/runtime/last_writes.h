// LastWrites: who wrote to an address last, by program counter.
//
// **Thread safety**: one task runs at a time.
// **Invariants**: what it says depends on what was noted in which order, never on the addresses
// themselves: they differ from process to process, and a schedule must not.
#ifndef RACELAB_CHECKER_RUNTIME_LAST_WRITES_H_
#define RACELAB_CHECKER_RUNTIME_LAST_WRITES_H_

#include <cstdint>

#include "checker/runtime/state.h"

namespace racelab::rt {

class LastWrites {
 public:
  // 0: nobody, or the table was full before.
  uint32_t Of(uintptr_t address) const { return entries_[Find(address)].pc; }

  void Note(uintptr_t address, uint32_t pc) {
    if (address == 0) return;  // an operation on no object
    Entry& entry = entries_[Find(address)];
    if (entry.address == 0) {
      if (count_ == kEntries * 3 / 4) return;
      ++count_;
      entry.address = address;
    }
    entry.pc = pc;
  }

 private:
  static constexpr uint32_t kEntries = 1 << 14;
  struct Entry {
    uintptr_t address;  // 0: free
    uint32_t pc;
  };

  uint32_t Find(uintptr_t address) const {
    uint32_t at = static_cast<uint32_t>(address * 0x9e3779b97f4a7c15ull >> 50);
    while (entries_[at].address != 0 && entries_[at].address != address) at = (at + 1) % kEntries;
    return at;
  }

  Entry entries_[kEntries];
  uint32_t count_;
};

// The table behind a pointer of the state; made at the first call.
inline LastWrites& LastWritesIn(LastWrites*& table) {
  if (table == nullptr) table = NewCommon<LastWrites>();
  return *table;
}

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_LAST_WRITES_H_
