// Race check: one access against what the shadow memory remembers of others.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_RACE_CHECK_H_
#define RACELAB_CHECKER_RUNTIME_RACE_CHECK_H_

#include <cstddef>
#include <cstdint>

#include "checker/runtime/finish.h"
#include "checker/runtime/heap.h"
#include "checker/runtime/os.h"
#include "checker/runtime/shadow.h"
#include "checker/runtime/task.h"

namespace racelab::rt {

// An access that is looked at.
struct Context {
  const Task* task;
  uintptr_t address;
  size_t bytes;
  bool write;
  bool atomic;
  uint32_t pc;
  trace::Kind kind;
};

// One byte was accessed by `other` without order to the access at hand.
void ReportRace(uintptr_t address, size_t bytes, bool write, bool atomic, uint32_t pc,
                uint32_t other, bool other_writes, bool other_atomic, uint32_t other_pc,
                trace::Kind kind);

inline void CheckAgainstWrite(const Context& at, const ShadowPage* page, uint32_t cell) {
  const Epoch write = page->cells[cell].write;
  if (Before(write, at.task->clock) || !Concerns(page, TaskOf(write))) return;
  ReportRace(at.address, at.bytes, at.write, at.atomic, at.pc, TaskOf(write), true, false,
             page->write_pc[cell >> 3], at.kind);
}

void CheckAgainstReads(const Context& at, const ShadowPage* page, uint32_t cell);
// A plain access against the atomic ones that begin in one of its granules.
void CheckAgainstAtomics(const Context& at, const ShadowPage* page, uintptr_t granule);
// Memory that nobody may use.
void ReportForbidden(const Context& at, uintptr_t granule);

inline void CheckStack(uintptr_t address, size_t bytes, bool write, uint32_t pc) {
  const Task* owner = StackOwner(address);
  if (owner == nullptr || owner == current) return;
  if (owner->ended) ReportUseAfterFree(address, bytes, write, pc);
  if (WasLeft(owner, address)) ReportLeft(address, bytes, write, pc);
}

// The part of an access from `address` on that lies in one page.
inline void CheckBits(const Context& at, const ShadowPage* page, uintptr_t address,
                      uint32_t count) {
  const uint32_t first = address & 4095;
  const uintptr_t start = address & ~uintptr_t{4095};
  for (uint32_t g = first >> 3; g <= (first + count - 1) >> 3; ++g) {
    if (Bit(page->freed, g)) ReportForbidden(at, start + g * 8);
    if (at.atomic || !Bit(page->atomic, g)) continue;
    CheckAgainstAtomics(at, page, start + g * 8);
  }
}

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_RACE_CHECK_H_
