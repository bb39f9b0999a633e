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

// Big tables that are not to be put back at a restart (snapshot.h): each is empty again by itself,
// or written before it is read. Byte offsets.
inline constexpr uintptr_t kTables = 0x11c000000000;
inline constexpr uintptr_t kShadowPages = 0, kReadSets = 1 << 20, kLaterDecisions = 10 << 20,
                           kCandidates = 11 << 20, kKeptCandidates = kCandidates + (256 << 10),
                           kKeptIndices = kCandidates + (512 << 10), kStreamBuffers = 12 << 20,
                           kSignalStack = 13 << 20, kTablesSize = 14 << 20;
template <typename T>
T* Table(uintptr_t offset) {
  return reinterpret_cast<T*>(kTables + offset);
}

inline constexpr uint32_t kBlockFrames = 4;

// Stands in front of each block. **Invariants**: `mark` is kLive or kFreed.
struct Block {
  uint64_t size;  // as asked for
  uint16_t mark;
  uint16_t number;  // of the blocks that its maker made
  uint16_t made_by, freed_by;
  uint32_t made_at[kBlockFrames];  // program counters, innermost first
  uint32_t freed_at[kBlockFrames];
  uint64_t room;  // bytes that it may grow to
  Block* next;    // of the same size, freed
};
static_assert(sizeof(Block) == 64);

// Reserves the address space. Call once before the first execution.
void PrepareHeap();

// How far each part of it is in use.
struct HeapEnds {
  uintptr_t heap, own, common;
};
HeapEnds EndsOfHeap();
// Everything from the present ends up to these becomes zero again.
void ClearHeapUpTo(const HeapEnds& used);

// `alignment` is a power of two. Never returns nullptr: a full heap ends the execution.
void* MakeBlock(size_t size, size_t alignment, uint32_t pc);
// What malloc() gives: a block, or outside an execution libc's memory; nullptr and errno when there
// is none.
void* Make(size_t size, size_t alignment, uint32_t pc);
void FreeBlock(void* block, uint32_t pc);
// A scheduling point at which the plan can let the program get no memory; then errno says so.
bool HasNoMemory(uint32_t pc);
// The last block that starts at an address or before it, or nullptr.
Block* BlockUpTo(uintptr_t address);
// The block whose bytes (or header) an address lies in, or nullptr.
Block* BlockAround(uintptr_t address);
// Whether an address that nobody may use (ShadowPage::freed) belongs to no block, freed ones
// included.
bool OutsideBlocks(uintptr_t address);
// The block behind another one, freed or not; the first one behind nullptr. nullptr: no more.
Block* BlockAfter(const Block* block);
bool IsLive(const Block* block);
// The first part of [begin, end) that belongs to a block which was freed; empty: none does.
struct Part {
  uintptr_t begin = 0, end = 0;
};
Part NextFreed(uintptr_t begin, uintptr_t end);
// A name of a place in private memory that does not depend on the order in which tasks allocate:
// in a block of the heap, who made it, the how manieth, and the offset.
uint64_t NameOf(uintptr_t place);
inline uintptr_t Begin(const Block* block) { return reinterpret_cast<uintptr_t>(block + 1); }
bool InHeap(const void* address);

void ReportUseAfterFree(uintptr_t address, size_t bytes, bool write, uint32_t pc);
// The same of a variable whose function has returned.
void ReportLeft(uintptr_t address, size_t bytes, bool write, uint32_t pc);
// An access that goes to `outside`, past the end or before the start of a block.
void ReportOutside(uintptr_t outside, bool write, uint32_t pc);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_HEAP_H_
