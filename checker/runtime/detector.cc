// FastTrack on shadow cells.
#include "checker/runtime/detector.h"

#include <cerrno>

#include "checker/runtime/detached.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/last_writes.h"
#include "checker/runtime/os.h"
#include "checker/runtime/progress.h"
#include "checker/runtime/race_check.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/shadow.h"
#include "checker/runtime/shared_memory.h"
#include "checker/runtime/signal_model.h"
#include "checker/runtime/state.h"
#include "checker/runtime/sync_object.h"

namespace racelab::rt {
namespace {

void DropSet(Epoch read, uint32_t bytes) {
  if (read >= kShared) SetAt(read)->bytes -= bytes;
}

// The bytes [first, first + count) with the same `read` were read by the task.
void NoteRead(const Task* task, ShadowPage* page, uint32_t first, uint32_t count) {
  Cell* cells = page->cells;
  const Epoch old = cells[first].read;
  Epoch set = old;
  if (old < kShared) {
    if (old == 0 || TaskOf(old) == task->id || Before(old, task->clock)) {
      for (uint32_t i = first; i < first + count; ++i) cells[i].read = task->epoch;
      return;
    }
    set = NewSet(page->common);
    SetAt(set)->times[TaskOf(old)] = TimeOf(old);
  } else if (SetAt(old)->bytes != count) {
    set = NewSet(page->common);
    Assign(SetAt(set)->times, SetAt(old)->times, state.task_count);
    DropSet(old, count);
  }
  SetAt(set)->bytes = count;
  SetAt(set)->times[task->id] = TimeOf(task->epoch);
  for (uint32_t i = first; i < first + count; ++i) cells[i].read = set;
}

// Bytes of one page that have the same cell: what holds for the first one holds for all.
void AccessAlike(const Context& at, ShadowPage* page, uint32_t first, uint32_t count) {
  Cell* cells = page->cells;
  const Cell old = cells[first];
  const Epoch epoch = at.task->epoch;
  if (at.write ? old.write == epoch && (old.read == 0 || old.read == epoch) : old.read == epoch) {
    return;
  }
  CheckAgainstWrite(at, page, first);
  const uint32_t last_granule = (first + count - 1) >> 3;
  if (!at.write) {
    NoteRead(at.task, page, first, count);
    for (uint32_t g = first >> 3; g <= last_granule; ++g) page->read_pc[g] = at.pc;
    return;
  }
  if (old.read != 0) {
    CheckAgainstReads(at, page, first);
    DropSet(old.read, count);
  }
  for (uint32_t i = first; i < first + count; ++i) cells[i] = {epoch, 0};
  for (uint32_t g = first >> 3; g <= last_granule; ++g) page->write_pc[g] = at.pc;
}

// How many bytes from the first one on, at most `count`, have the same cell.
inline uint32_t CountAlike(const Cell* cells, uint32_t count) {
  uint32_t alike = 1;
  while (alike < count && cells[alike] == cells[0]) ++alike;
  return alike;
}

// The part of an access that lies in one page.
void AccessPage(const Context& at, ShadowPage* page, uint32_t first, uint32_t count) {
  for (const uint32_t end = first + count; first < end;) {
    const uint32_t alike = CountAlike(page->cells + first, end - first);
    AccessAlike(at, page, first, alike);
    first += alike;
  }
}

void AccessAll(const Context& at) {
  CheckStack(at.address, at.bytes, at.write, at.pc);
  uintptr_t address = at.address;
  const uintptr_t end = address + at.bytes;
  while (address < end) {
    const uintptr_t next = (address | 4095) + 1 < end ? (address | 4095) + 1 : end;
    const bool every = at.kind == trace::Kind::kDataRace || at.bytes <= 4096;
    ShadowPage* page = every ? PageOf(address) : FindPage(address);
    const uint32_t count = static_cast<uint32_t>(next - address);
    if (page != nullptr) {
      CheckBits(at, page, address, count);
      AccessPage(at, page, address & 4095, count);
    }
    address = next;
  }
}

// `about`: what a handler that comes here must not touch.
void PlainPoint(const PlainAccess& about, uintptr_t address, bool write, uint32_t pc) {
  current->about = about;
  Point(write ? Op::kWrite : Op::kRead, address, pc);
  current->about = {};
  const uintptr_t place = PlaceOf(address);
  LastWrites& writes = LastWritesIn(state.plain_writes);
  write ? writes.Note(place, pc) : NotePair(pc, writes.Of(place));
}

constexpr uintptr_t kNullPage = 4096;  // nothing can be there

// Whether a plain access there is a scheduling point.
bool IsPoint(uintptr_t address) {
  const trace::Plan& plan = *state.plan;
  if (plan.all_points != 0 || HandlersMayCome() || current->cancellation.at_any_time) return true;
  return plan.shared_points != 0 && IsShared(PlaceOf(address));
}

// Plain accesses in a row after which others get a turn: the loop may wait for one of them, on a
// flag that is no atomic. So many, because most long loops only compute.
constexpr uint64_t kLongRun = 50'000, kEndless = 200'000'000;

void LongRun(uint32_t pc) {
  Task* self = current;
  const uint64_t in_a_row = self->plain;
  if (in_a_row >= kEndless) Stop(trace::End::kHung, "a loop over plain memory that does not end");
  self->resting = true;
  Point(Op::kNone, 0, pc);
  self->plain = in_a_row;
}

// A handler runs just before the access that it has interrupted: nothing orders the two. Handlers
// put errno back, or should.
void CheckAgainstInterrupted(uintptr_t address, size_t bytes, bool write, uint32_t pc) {
  const PlainAccess& cut = current->cut;
  if (cut.bytes == 0 || (!write && !cut.write)) return;
  if (address >= cut.address + cut.bytes || cut.address >= address + bytes) return;
  if (cut.address == reinterpret_cast<uintptr_t>(&errno)) return;
  ReportRace(address, bytes, write, false, pc, current->id, cut.write, false, cut.pc,
             trace::Kind::kDataRace);
}

}  // namespace

void Access(uintptr_t address, size_t bytes, bool write, uint32_t pc, bool is_volatile) {
  if (bytes == 0) return;
  ++state.events;
  CompleteWrite(current);
  // Through a null pointer the program itself crashes, on its own line, and not we who look there.
  if (address < kNullPage) return;
  if (IsPoint(address)) {
    PlainPoint({address, is_volatile ? 0 : bytes, write, pc}, address, write, pc);
  } else {
    if (current->plain == 0) WriteMayBeLate(pc);
    if (++current->plain % kLongRun == 0) LongRun(pc);
  }
  if (current->handlers != 0 && !is_volatile) CheckAgainstInterrupted(address, bytes, write, pc);
  trace::Event* event =
      Record(write ? Op::kWrite : Op::kRead, address, static_cast<uint32_t>(bytes), pc);
  if (write && state.leaving) SawWrite(address);
  if (write) current->written = {address, bytes <= 8 ? bytes : 0, LoadValue(address, bytes), event};
  AccessAll({current, address, bytes, write, false, pc, trace::Kind::kDataRace});
}

void UseObject(uintptr_t address, uint32_t pc) {
  AccessAll({current, address, 1, false, false, pc, trace::Kind::kDataRace});
}

void InitObject(uintptr_t address, uint64_t bytes, uint32_t pc) {
  if (current == nullptr) return;
  ForgetObjects(address, bytes);
  ObjectAt(address)->made = true;
  Record(Op::kNone, address, 0, pc);
  AccessAll({current, address, 1, true, false, pc, trace::Kind::kDataRace});
}

void Spend(uint64_t accesses, uint32_t pc) {
  uint64_t& in_a_row = current->plain;
  const uint64_t before = in_a_row / kLongRun;
  in_a_row += accesses;
  if (in_a_row / kLongRun != before) LongRun(pc);
}

void AccessByFree(uintptr_t address, size_t bytes, uint32_t pc) {
  if (bytes == 0) return;
  AccessAll({current, address, bytes, true, false, pc, trace::Kind::kUseAfterFree});
}

void EndWrite(Written& written) {
  const uint64_t after = LoadValue(written.address, written.bytes);
  if (written.event != nullptr) written.event->after = after;
  if (written.bytes != 0) Wrote(written.address, written.before, after);
  written.address = 0;
}

}  // namespace racelab::rt
