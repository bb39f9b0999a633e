// Accesses to memory of the heap that nobody may use.
#include "checker/runtime/finish.h"
#include "checker/runtime/heap.h"
#include "checker/runtime/os.h"
#include "checker/runtime/state.h"

namespace racelab::rt {

bool OutsideBlocks(uintptr_t address) {
  if (!InHeap(reinterpret_cast<void*>(address))) return false;
  const Block* block = BlockAround(address);
  return block == nullptr || (IsLive(block) && address >= Begin(block) + block->size);
}

namespace {

trace::Finding& FoundUse(uintptr_t address, size_t bytes, bool write, uint32_t pc) {
  trace::Finding& finding = Found(trace::Kind::kUseAfterFree, pc);
  finding.op[0] = write ? Op::kWrite : Op::kRead;
  finding.address = PlaceOf(address);
  finding.size = static_cast<uint32_t>(bytes);
  FillPlace(address, finding);
  return finding;
}

}  // namespace

void ReportUseAfterFree(uintptr_t address, size_t bytes, bool write, uint32_t pc) {
  if (Ignored(trace::Kind::kUseAfterFree)) return;
  trace::Finding& finding = FoundUse(address, bytes, write, pc);
  if (const Block* block = BlockAround(address)) {
    finding.task[1] = block->freed_by;
    finding.op[1] = Op::kFree;
    for (uint32_t i = 0; i < kBlockFrames && block->freed_at[i] != 0; ++i) {
      finding.stack[1].pc[finding.stack[1].count++] = block->freed_at[i];
    }
  }
  EndWithFinding();
}

void ReportLeft(uintptr_t address, size_t bytes, bool write, uint32_t pc) {
  if (Ignored(trace::Kind::kUseAfterFree)) return;
  FoundUse(address, bytes, write, pc).op[1] = Op::kFree;
  EndWithFinding();
}

void ReportOutside(uintptr_t outside, bool write, uint32_t pc) {
  if (Ignored(trace::Kind::kCrash)) return;
  const Block* before = BlockUpTo(outside);
  const Block* after = BlockAfter(before);
  const bool past =
      after == nullptr ||
      (before != nullptr && outside - Begin(before) - before->size < Begin(after) - outside);
  const Block* block = past ? before : after;
  trace::Finding& finding = Found(trace::Kind::kCrash, pc);
  finding.op[0] = write ? Op::kWrite : Op::kRead;
  finding.address = PlaceOf(outside);
  FillPlace(Begin(block), finding);
  Text(finding.text, sizeof finding.text)
      << (write ? "a write " : "a read ") << (past ? "past the end" : "before the start")
      << " of a block of " << block->size << " bytes";
  EndWithFinding();
}

}  // namespace racelab::rt
