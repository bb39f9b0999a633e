// A bump allocator with lists of freed blocks by size, and the runtime's own memory beside it.
#include "checker/runtime/heap.h"

#include <sys/mman.h>
#include <sys/syscall.h>

#include "checker/runtime/decisions.h"
#include "checker/runtime/detached.h"
#include "checker/runtime/detector.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/os.h"
#include "checker/runtime/rejoin.h"
#include "checker/runtime/shadow.h"
#include "checker/runtime/state.h"
#include "checker/runtime/sync_object.h"

namespace racelab::rt {
namespace {

constexpr uintptr_t kHeap = 0x100000000000;
constexpr size_t kHeapSize = size_t{8} << 30;
constexpr uintptr_t kOwn = 0x110000000000;
constexpr size_t kOwnSize = size_t{4} << 30;
constexpr uintptr_t kCommon = 0x114000000000;
constexpr size_t kCommonSize = size_t{1} << 30;
constexpr uintptr_t kStarts = 0x118000000000;  // one bit for each 16 bytes of the heap

constexpr uint16_t kLive = 0x0c4b, kFreed = 0xf4ee;
constexpr uint32_t kClasses = 64;

uintptr_t heap_end = kHeap;
uintptr_t own_end = kOwn;
Block* freed[kClasses];

uint64_t* StartWord(uintptr_t address) {
  return reinterpret_cast<uint64_t*>(kStarts) + ((address - kHeap) >> 10);
}
uint64_t StartBit(uintptr_t address) { return 1ull << ((address - kHeap) >> 4 & 63); }

uintptr_t RoundUp(uintptr_t value, uintptr_t to) { return (value + to - 1) & ~(to - 1); }

// Sizes up to 512 have a class for each multiple of 16, bigger ones one for each power of two.
uint32_t ClassOf(size_t room) {
  if (room <= 512) return static_cast<uint32_t>(room / 16);
  return 33 + (63 - static_cast<uint32_t>(__builtin_clzll(room - 1)) - 8);
}

size_t RoomFor(size_t size) {
  if (size <= 512) return RoundUp(size == 0 ? 1 : size, 16);
  return size_t{1} << (64 - __builtin_clzll(size - 1));
}

void FillFrames(uint32_t* frames, uint32_t pc) {
  trace::Stack stack;
  FillStack(current, pc, stack);
  for (uint32_t i = 0; i < kBlockFrames; ++i) frames[i] = i < stack.count ? stack.pc[i] : 0;
}

Block* Reuse(size_t room, size_t alignment) {
  const bool notes = state.plan->record_points != 0 && state.alive_count > 1;
  if (state.plan->reuse_memory == 0 && !notes) return nullptr;
  for (Block** link = &freed[ClassOf(room)]; *link != nullptr; link = &(*link)->next) {
    Block* block = *link;
    if (block->room < room || Begin(block) % alignment != 0) continue;
    if (notes) ++state.outcome->reuses;
    if (state.plan->reuse_memory == 0) return nullptr;
    *link = block->next;
    ForgetObjects(Begin(block), block->room);
    Forget(Begin(block), block->room);
    return block;
  }
  return nullptr;
}

Block* Carve(size_t room, size_t alignment) {
  const uintptr_t begin = RoundUp(heap_end + sizeof(Block), alignment);
  if (begin + room > kHeap + kHeapSize) Stop(trace::End::kLimit, "memory");
  heap_end = begin + room;
  Block* block = reinterpret_cast<Block*>(begin) - 1;
  *StartWord(begin) |= StartBit(begin);
  block->room = room;
  MarkFreed(reinterpret_cast<uintptr_t>(block), sizeof(Block), true);
  return block;
}

// Behind the last whole granule of a block nobody has any business. So far, because memory that is
// far away is somebody else's. Call when the block is new.
void MarkOutside(const Block* block) {
  const size_t used = RoundUp(block->size, 8);
  const size_t end = block->room + sizeof(Block);
  constexpr size_t kFar = sizeof(Block) + 8;
  MarkFreed(Begin(block) + used, end < used + kFar ? end - used : kFar, true);
}

[[noreturn]] void ReportFree(uintptr_t address, Block* block, trace::Kind kind, const char* text,
                             uint32_t pc) {
  trace::Finding& finding = Found(kind, pc);
  finding.op[0] = Op::kFree;
  finding.address = PlaceOf(address);
  if (block != nullptr && block->mark == kFreed) {
    finding.task[1] = block->freed_by;
    finding.op[1] = Op::kFree;
    for (uint32_t i = 0; i < kBlockFrames && block->freed_at[i] != 0; ++i) {
      finding.stack[1].pc[finding.stack[1].count++] = block->freed_at[i];
    }
  }
  FillPlace(address, finding);
  Text(finding.text, sizeof finding.text) << text;
  EndWithFinding();
}

}  // namespace

void PrepareHeap() {
  MapFixed(kHeap, kHeapSize);
  MapFixed(kOwn, kOwnSize);
  MapFixed(kCommon, kCommonSize);
  state.common_end = kCommon;
  MapFixed(kStarts, kHeapSize / 128);
  MapFixed(kTables, kTablesSize);
}

namespace {

// Memory that nobody has used since it was mapped is zero.
void Clear(uintptr_t begin, uintptr_t end) {
  constexpr size_t kMuch = 4 << 20;  // then giving it back costs less
  const uintptr_t whole = RoundUp(begin, 4096);
  if (end > whole + kMuch) {
    Sys(SYS_madvise, static_cast<long>(whole), static_cast<long>(RoundUp(end, 4096) - whole),
        MADV_DONTNEED);
    end = whole;
  }
  if (end > begin) FillBytes(reinterpret_cast<void*>(begin), 0, end - begin);
}

}  // namespace

HeapEnds EndsOfHeap() { return {heap_end, own_end, state.common_end}; }

void ClearHeapUpTo(const HeapEnds& used) {
  const uintptr_t first = reinterpret_cast<uintptr_t>(StartWord(heap_end));
  Clear(first, reinterpret_cast<uintptr_t>(StartWord(used.heap) + 1));
  Clear(heap_end, used.heap);
  Clear(own_end, used.own);
  Clear(state.common_end, used.common);
}

bool InHeap(const void* address) {
  const uintptr_t at = reinterpret_cast<uintptr_t>(address);
  return at >= kHeap && at < kHeap + kHeapSize;
}

void* Allocate(size_t bytes) {
  const uintptr_t at = own_end;
  own_end = RoundUp(at + bytes, 16);
  if (own_end > kOwn + kOwnSize) Stop(trace::End::kLimit, "the explorer's memory");
  return reinterpret_cast<void*>(at);
}

void* AllocateCommon(size_t bytes) {
  const uintptr_t at = state.common_end;
  state.common_end = RoundUp(at + bytes, 16);
  if (state.common_end > kCommon + kCommonSize) Stop(trace::End::kLimit, "the explorer's memory");
  return reinterpret_cast<void*>(at);
}

void ShareState() {
  if (state.shared) return;
  state.shared = true;
  Share(&state, sizeof state, sizeof state, kStateInFile);
  Share(reinterpret_cast<void*>(kCommon), state.common_end - kCommon, kCommonSize, kCommonInFile);
}

void FindState() {
  MapShared(sizeof state, kStateInFile, &state);
  MapShared(kCommonSize, kCommonInFile, reinterpret_cast<void*>(kCommon));
}

void* MakeBlock(size_t size, size_t alignment, uint32_t pc) {
  if (size > kHeapSize / 2) return nullptr;
  NoteHeap();
  if (alignment < 16) alignment = 16;
  const size_t room = RoomFor(size);
  Block* block = Reuse(room, alignment);
  if (block == nullptr) block = Carve(room, alignment);
  block->size = size;
  block->mark = kLive;
  block->made_by = current->id;
  block->number = static_cast<uint16_t>(++current->blocks);
  MarkOutside(block);
  FillFrames(block->made_at, pc);
  if (trace::Event* event = Record(Op::kAllocate, Begin(block), 0, pc)) event->after = size;
  return block + 1;
}

void FreeBlock(void* memory, uint32_t pc) {
  const uintptr_t address = reinterpret_cast<uintptr_t>(memory);
  if (address % 16 != 0 || (*StartWord(address) & StartBit(address)) == 0) {
    ReportFree(address, BlockAround(address), trace::Kind::kCrash,
               "free() of a pointer that is not the start of a block", pc);
  }
  Block* block = static_cast<Block*>(memory) - 1;
  if (block->mark == kFreed) {
    ReportFree(address, block, trace::Kind::kDoubleFree, "", pc);
  }
  NoteHeap();
  Record(Op::kFree, address, 0, pc);
  AccessByFree(address, block->size, pc);
  ForgetObjects(address, block->size);
  MarkFreed(address, block->size, true);
  if (state.leaving) SawFree(block);
  block->mark = kFreed;
  block->freed_by = current->id;
  FillFrames(block->freed_at, pc);
  Block*& first = freed[ClassOf(block->room)];
  block->next = first;
  first = block;
}

Block* BlockUpTo(uintptr_t address) {
  if (address < kHeap || address >= kHeap + kHeapSize) return nullptr;
  for (uintptr_t word = (address - kHeap) >> 10;; --word) {
    uint64_t bits = reinterpret_cast<uint64_t*>(kStarts)[word];
    if (word == (address - kHeap) >> 10) bits &= ~0ull >> (63 - ((address - kHeap) >> 4 & 63));
    if (bits != 0) {
      const uintptr_t begin = kHeap + (word << 10) + ((63 - __builtin_clzll(bits)) << 4);
      return reinterpret_cast<Block*>(begin) - 1;
    }
    if (word == 0) return nullptr;
  }
}

Block* BlockAround(uintptr_t address) {
  Block* block = address < heap_end ? BlockUpTo(address) : nullptr;
  return block != nullptr && address < Begin(block) + block->room ? block : nullptr;
}

Block* BlockAfter(const Block* block) {
  uintptr_t at = block == nullptr ? kHeap : Begin(block) + 16;
  while (at < heap_end) {
    const uint64_t bits = *StartWord(at) & ~(StartBit(at) - 1);
    const uintptr_t word = at & ~uintptr_t{1023};
    if (bits != 0) return reinterpret_cast<Block*>(word + (__builtin_ctzll(bits) << 4)) - 1;
    at = word + 1024;
  }
  return nullptr;
}

bool IsLive(const Block* block) { return block->mark == kLive; }

Part NextFreed(uintptr_t begin, uintptr_t end) {
  if (begin >= end || !InHeap(reinterpret_cast<void*>(begin))) return {};
  const Block* block = BlockAround(begin);
  if (block == nullptr) block = BlockAfter(BlockUpTo(begin));
  for (; block != nullptr && Begin(block) < end; block = BlockAfter(block)) {
    if (block->mark != kFreed || Begin(block) + block->size <= begin) continue;
    const uintptr_t last = Begin(block) + block->size;
    return {Begin(block) > begin ? Begin(block) : begin, last < end ? last : end};
  }
  return {};
}

uint64_t NameOf(uintptr_t place) {
  const uintptr_t address = place & ((uint64_t{1} << trace::kProcessShift) - 1);
  const Block* block = place < trace::kSharedPlaces ? BlockAround(address) : nullptr;
  if (block == nullptr) return place;
  constexpr int kOffsetBits = 29, kMakerBits = 10;
  const uint64_t offset = (address - Begin(block)) & ((uint64_t{1} << kOffsetBits) - 1);
  const uint64_t maker = uint64_t{block->made_by} << kOffsetBits << 16;
  const uint64_t process = place >> trace::kProcessShift << (kOffsetBits + 16 + kMakerBits);
  return uint64_t{1} << 61 | process | maker | uint64_t{block->number} << kOffsetBits | offset;
}

}  // namespace racelab::rt
