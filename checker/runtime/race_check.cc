// What is a race, and what is not.
#include "checker/runtime/race_check.h"

#include <initializer_list>

#include "checker/runtime/library_races.h"
#include "checker/runtime/state.h"
#include "checker/runtime/sync_object.h"

namespace racelab::rt {
namespace {

// `made`: of a lock or the like, whose memory the program itself does not look at.
Op OpOf(bool write, bool atomic, bool made) {
  if (atomic) return write ? Op::kAtomicRmw : Op::kAtomicLoad;
  if (made) return write ? Op::kAllocate : Op::kLock;
  return write ? Op::kWrite : Op::kRead;
}

}  // namespace

[[gnu::cold, gnu::noinline]] void ReportRace(uintptr_t address, size_t bytes, bool write,
                                             bool atomic, uint32_t pc, uint32_t other,
                                             bool other_writes, bool other_atomic,
                                             uint32_t other_pc, trace::Kind kind) {
  if (Ignored(kind) || RacesByDesign({pc, write}, {other_pc, other_writes})) return;
  trace::Finding& finding = Found(kind, pc);
  finding.address = PlaceOf(address);
  finding.size = static_cast<uint32_t>(bytes);
  const SyncObject* object = FindObject(address);
  const bool made = object != nullptr && object->made;
  finding.op[0] = OpOf(write, atomic, made);
  finding.op[1] = OpOf(other_writes, other_atomic, made);
  finding.atomic[0] = atomic;
  finding.atomic[1] = other_atomic;
  finding.task[1] = static_cast<uint16_t>(other);
  finding.stack[1].count = other_pc != 0;
  finding.stack[1].pc[0] = other_pc;
  FillPlace(address, finding);
  EndWithFinding();
}

void CheckAgainstReads(const Context& at, const ShadowPage* page, uint32_t cell) {
  const Epoch read = page->cells[cell].read;
  if (read >= kShared) {
    const uint32_t other = FirstUnordered(SetAt(read)->times, at.task->clock, page);
    if (other < state.task_count) {
      ReportRace(at.address, at.bytes, at.write, at.atomic, at.pc, other, false, false,
                 page->read_pc[cell >> 3], at.kind);
    }
  } else if (!Before(read, at.task->clock) && Concerns(page, TaskOf(read))) {
    ReportRace(at.address, at.bytes, at.write, at.atomic, at.pc, TaskOf(read), false, false,
               page->read_pc[cell >> 3], at.kind);
  }
}

namespace {

// Whether all atomic writes are over when the memory is given back. A write is when somebody has
// seen its value or a newer one before: nothing follows it in the memory but what follows that
// look. Giving back is no access that could race with it ([new.delete.dataraces]). The language
// orders no relaxed write, so this is for those behind a release fence that happens before, too.
bool WritesAreOver(const SyncObject& object, const Context& at, const ShadowPage* page) {
  const uint32_t* clock = at.task->clock;
  if (at.kind != trace::Kind::kUseAfterFree || object.seen == nullptr) return false;
  bool seen = false;
  for (uint32_t i = 0; i < state.task_count; ++i) {
    seen |= object.seen[i] != 0 && object.seen[i] <= clock[i];
    if (object.atomic_writes[i] <= clock[i] || !Concerns(page, i)) continue;
    if (object.fences[i] == 0 || object.fences[i] > clock[i]) return false;
  }
  return seen;
}

}  // namespace

void CheckAgainstAtomics(const Context& at, const ShadowPage* page, uintptr_t granule) {
  const uintptr_t end = at.address + at.bytes;
  for (uintptr_t start = granule; start < granule + 8 && start < end; ++start) {
    const SyncObject* object = FindObject(start);
    if (object == nullptr || start + object->atomic_size <= at.address) continue;
    for (const bool writes : {true, false}) {
      const uint32_t* times = writes ? object->atomic_writes : object->atomic_reads;
      if (times == nullptr || (!at.write && !writes)) continue;
      const uint32_t other = FirstUnordered(times, at.task->clock, page);
      if (other == state.task_count || (writes && WritesAreOver(*object, at, page))) continue;
      ReportRace(at.address, at.bytes, at.write, false, at.pc, other, writes, true,
                 object->last_access_pc[writes], at.kind);
    }
  }
}

void ReportForbidden(const Context& at, uintptr_t granule) {
  if (OutsideBlocks(granule)) return ReportOutside(granule, at.write, at.pc);
  ReportUseAfterFree(at.address, at.bytes, at.write, at.pc);
}

}  // namespace racelab::rt
