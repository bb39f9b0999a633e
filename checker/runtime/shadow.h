// Shadow memory: for every byte that was accessed, who wrote and who read it last.
//
// **Thread safety**: one task runs at a time.
// **Invariants**: a cell's `read` is an epoch, or kShared and the index of a ReadSet.
#ifndef RACELAB_CHECKER_RUNTIME_SHADOW_H_
#define RACELAB_CHECKER_RUNTIME_SHADOW_H_

#include <cstdint>

#include "checker/runtime/vector_clock.h"
#include "checker/trace/format.h"

namespace racelab::rt {

struct Cell {
  Epoch write;
  Epoch read;
  bool operator==(const Cell&) const = default;
};

// Tasks below kMaxTasks use up to 1000 of the 1024 values that an epoch's task can have.
inline constexpr Epoch kShared = 1023u << kTimeBits;
static_assert(trace::kMaxTasks < 1023);

// The last read of each task, for bytes that several tasks read since the last write.
struct ReadSet {
  uint32_t bytes;     // that point here
  uint32_t times[1];  // state.width of them
};

// 4 KiB of memory; a granule is 8 bytes.
struct ShadowPage {
  uintptr_t page;  // number of the page, or of its place when it is shared
  bool common;     // of shared memory
  uint32_t slot;   // in the table
  ShadowPage* made_before;
  Cell cells[4096];
  uint32_t write_pc[512], read_pc[512];  // of the last accesses of a granule
  uint64_t atomic[8];                    // granules that atomics lie in
  uint64_t freed[8];  // granules that were given back, or lie between blocks of the heap
};

// The page that was used last: the next access is nearly always there, too.
struct LastPage {
  uintptr_t number = ~uintptr_t{0};
  ShadowPage* page = nullptr;
};
inline LastPage last_page;

ShadowPage* LookUpPage(uintptr_t address);
ShadowPage* MakePage(uintptr_t address);
// nullptr: nobody has accessed it.
inline ShadowPage* FindPage(uintptr_t address) {
  return last_page.number == address >> 12 ? last_page.page : LookUpPage(address);
}
inline ShadowPage* PageOf(uintptr_t address) {
  ShadowPage* found = FindPage(address);
  return found != nullptr ? found : MakePage(address);
}

inline bool Bit(const uint64_t* bits, uint32_t at) { return (bits[at >> 6] >> (at & 63) & 1) != 0; }
inline void SetBit(uint64_t* bits, uint32_t at) { bits[at >> 6] |= 1ull << (at & 63); }
inline void ClearBit(uint64_t* bits, uint32_t at) { bits[at >> 6] &= ~(1ull << (at & 63)); }

ReadSet* SetAt(Epoch read);
Epoch NewSet(bool common);
// What lies at an address may have changed: a mapping came or went.
inline void ForgetPage() { last_page = {}; }
// Empties the table of private memory, before the pages themselves are gone.
void EmptyShadow();

// Whether an access by `other` can race with one of this process: what the parent's threads did to
// private memory before a fork is no concern of the child.
bool Concerns(const ShadowPage* page, uint32_t other);
// The first task whose access, of those with these times, comes not before what `clock` knows;
// state.task_count when there is none.
uint32_t FirstUnordered(const uint32_t* times, const uint32_t* clock, const ShadowPage* page);

// Memory that is new to the program: nobody has used it. `freed`: nobody may use it any more.
void Forget(uintptr_t address, uint64_t bytes);
void MarkFreed(uintptr_t address, uint64_t bytes, bool freed);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_SHADOW_H_
