// Atomic accesses: what the shadow memory and their objects remember of them.
#include "checker/runtime/detached.h"
#include "checker/runtime/detector.h"
#include "checker/runtime/race_check.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/shadow.h"
#include "checker/runtime/state.h"
#include "checker/runtime/sync_object.h"

namespace racelab::rt {
namespace {

// An atomic write: nobody has seen it yet. Reads of the task before it are over when it is.
void NoteFence(SyncObject* object) {
  if (object->atomic_reads != nullptr) object->atomic_reads[current->id] = 0;
  if (object->fences == nullptr) {
    if (current->released == nullptr) return;
    object->fences = NewClockFor(object);
    object->seen = NewClockFor(object);
  }
  for (uint32_t i = 0; i < state.task_count; ++i) object->seen[i] = 0;
  object->fences[current->id] = current->released ? current->released[current->id] : 0;
}

// The part of an atomic access that lies in one granule.
void AtomicPart(uintptr_t address, size_t bytes, bool write, uint32_t pc) {
  ShadowPage* page = PageOf(address);
  const uint32_t first = address & 4095;
  const Context at = {current, address, bytes, write, true, pc, trace::Kind::kDataRace};
  CheckBits(at, page, address, static_cast<uint32_t>(bytes));
  for (uint32_t i = first; i < first + bytes; ++i) {
    CheckAgainstWrite(at, page, i);
    if (write && page->cells[i].read != 0) CheckAgainstReads(at, page, i);
  }
  if (Alone()) return;
  SetBit(page->atomic, first >> 3);
  SyncObject* object = ObjectAt(address);
  if (object->atomic_size < bytes) object->atomic_size = static_cast<uint8_t>(bytes);
  uint32_t*& times = write ? object->atomic_writes : object->atomic_reads;
  if (times == nullptr) times = NewClockFor(object);
  times[current->id] = TimeOf(current->epoch);
  object->last_access_pc[write] = pc;
  if (write) NoteFence(object);
}

}  // namespace

void AtomicAccess(uintptr_t address, size_t bytes, bool write, uint32_t pc) {
  if (write && state.leaving) SawWrite(address);
  CheckStack(address, bytes, write, pc);
  const uintptr_t end = address + bytes;
  while (address < end) {
    const uintptr_t next = (address | 7) + 1 < end ? (address | 7) + 1 : end;
    AtomicPart(address, next - address, write, pc);
    address = next;
  }
}

}  // namespace racelab::rt
