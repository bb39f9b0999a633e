// The table of synchronisation objects and the happens-before edges through them.
#include "checker/runtime/sync_object.h"

#include "checker/runtime/finish.h"
#include "checker/runtime/state.h"

namespace racelab::rt {
namespace {

constexpr uint32_t kBuckets = 1 << 12;

}  // namespace

struct ObjectTable {
  SyncObject* buckets[kBuckets];
  // Objects per 4 KiB of memory, hashed: lets ForgetObjects skip memory that has none.
  uint16_t on_page[kBuckets];
};

namespace {

ObjectTable own;

// The table that an address belongs to; `address` becomes the key.
ObjectTable& TableOf(uintptr_t& address) {
  const uintptr_t place = SharedPlace(address);
  if (place == 0) return own;
  address = place;
  if (state.common_objects == nullptr) state.common_objects = NewCommon<ObjectTable>();
  return *state.common_objects;
}

// Neighbours stand side by side: each part of the table that is touched costs a page fault in every
// execution.
uint32_t Bucket(uintptr_t address) { return static_cast<uint32_t>((address >> 2) % kBuckets); }
uint32_t PageBucket(uintptr_t address) { return static_cast<uint32_t>((address >> 12) % kBuckets); }

}  // namespace

SyncObject* FindObject(uintptr_t address) {
  const ObjectTable& table = TableOf(address);
  SyncObject* object = table.buckets[Bucket(address)];
  while (object != nullptr && object->address != address) object = object->next;
  return object;
}

SyncObject* ObjectAt(uintptr_t address) {
  if (SyncObject* object = FindObject(address)) return object;
  ObjectTable& table = TableOf(address);
  const bool common = &table != &own;
  SyncObject* object = common ? NewCommon<SyncObject>() : New<SyncObject>();
  object->address = address;
  object->common = common;
  object->last_signaler = trace::kMaxTasks;
  SyncObject*& first = table.buckets[Bucket(address)];
  object->next = first;
  first = object;
  ++table.on_page[PageBucket(address)];
  return object;
}

void ForgetObjects(uintptr_t address, uint64_t bytes) {
  for (uintptr_t page = address >> 12; page <= (address + bytes - 1) >> 12; ++page) {
    uintptr_t key = page << 12;
    ObjectTable& table = TableOf(key);
    if (table.on_page[PageBucket(key)] == 0) continue;
    const uintptr_t begin = page << 12 < address ? address : page << 12;
    const uintptr_t end = (page + 1) << 12 < address + bytes ? (page + 1) << 12 : address + bytes;
    for (uintptr_t local = begin; local < end; ++local) {
      const uintptr_t at = local - (page << 12) + key;
      SyncObject** link = &table.buckets[Bucket(at)];
      while (*link != nullptr && (*link)->address != at) link = &(*link)->next;
      if (*link == nullptr || (*link)->waiters != nullptr) continue;
      *link = (*link)->next;
      --table.on_page[PageBucket(at)];
    }
  }
}

void CheckProcesses(uintptr_t address, bool for_processes, Op op, uint32_t pc, const char* text) {
  if (SharedPlace(address) == 0) return;
  SyncObject* object = ObjectAt(address);
  const uint16_t self = static_cast<uint16_t>(here + 1);
  if (object->used_by == 0) object->used_by = self;
  if (object->private_to == 0 && !for_processes) object->private_to = self;
  const bool apart = object->private_to != 0 && object->private_to != self;
  if (apart || (!for_processes && object->used_by != self)) Misuse(pc, op, address, text);
}

void CheckIdle(uintptr_t address, uint32_t pc, const char* text) {
  const SyncObject* object = FindObject(address);
  if (object != nullptr && object->waiters != nullptr) Misuse(pc, Op::kDestroy, address, text);
}

void AcquireFrom(SyncObject* object) {
  if (object->released != nullptr) Join(current->clock, object->released, state.task_count);
}

uint32_t* NewClockFor(const SyncObject* object) {
  return object->common ? NewCommonClock() : NewClock();
}

void TakeOverObjects(const Task* parent, const Task* task) {
  for (SyncObject* object : own.buckets) {
    for (; object != nullptr; object = object->next) {
      object->waiters = nullptr;
      if (object->reads_of != nullptr) object->reads_of[task->id] = object->reads_of[parent->id];
    }
  }
}

void ReleaseTo(SyncObject* object) {
  if (object->released == nullptr) object->released = NewClockFor(object);
  Assign(object->released, current->clock, state.task_count);
  Tick(current);
}

void ReleaseInto(const SyncObject* object, uint32_t*& clock) {
  if (clock == nullptr) clock = NewClockFor(object);
  Join(clock, current->clock, state.task_count);
  Tick(current);
}

void Tick(Task* task) {
  if (++task->clock[task->id] >= kTimeMask) Stop(trace::End::kLimit, "releases of one task");
  task->epoch = MakeEpoch(task->id, task->clock[task->id]);
}

void Enqueue(SyncObject* object, Task* task) {
  Task** link = &object->waiters;
  while (*link != nullptr) link = &(*link)->next_waiter;
  *link = task;
  task->next_waiter = nullptr;
  task->waits_in = object;
  task->passed_over = false;
  task->wait_bits = ~0u;
}

void Dequeue(Task* task) {
  if (task->waits_in == nullptr) return;
  Task** link = &task->waits_in->waiters;
  while (*link != nullptr && *link != task) link = &(*link)->next_waiter;
  if (*link == task) *link = task->next_waiter;
  task->waits_in = nullptr;
  task->next_waiter = nullptr;
}

}  // namespace racelab::rt
