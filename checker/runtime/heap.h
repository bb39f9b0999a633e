// The heap of an execution: addresses that are the same every time, and blocks that remember who
// made and who freed them.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_HEAP_H_
#define RACELAB_CHECKER_RUNTIME_HEAP_H_

#include <cstddef>
#include <cstdint>

#include "checker/runtime/task.h"

namespace racelab::rt {

inline constexpr uint32_t kBlockFrames = 4;

// Stands in front of each block. **Invariants**: `mark` is kLive or kFreed.
struct Block {
  uint64_t size;  // as asked for
  uint32_t mark;
  uint16_t made_by, freed_by;
  uint32_t made_at[kBlockFrames];  // program counters, innermost first
  uint32_t freed_at[kBlockFrames];
  uint64_t room;  // bytes that it may grow to
  Block* next;    // of the same size, freed
};
static_assert(sizeof(Block) == 64);

// Reserves the address space. Call once before the first execution.
void PrepareHeap();

// `alignment` is a power of two. Never returns nullptr: a full heap ends the execution.
void* MakeBlock(size_t size, size_t alignment, uint32_t pc);
// What malloc() gives: a block, or outside an execution libc's memory; nullptr and errno when there
// is none.
void* Make(size_t size, size_t alignment, uint32_t pc);
void FreeBlock(void* block, uint32_t pc);
// The block whose bytes (or header) an address lies in, or nullptr.
Block* BlockAround(uintptr_t address);
inline uintptr_t Begin(const Block* block) { return reinterpret_cast<uintptr_t>(block + 1); }
bool InHeap(const void* address);

void ReportUseAfterFree(uintptr_t address, size_t bytes, bool write, uint32_t pc);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_HEAP_H_
