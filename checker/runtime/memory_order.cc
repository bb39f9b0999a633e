// The happens-before edges of atomic operations, by memory order (C++20, [intro.races]).
#include "checker/runtime/memory_order.h"

#include "checker/runtime/state.h"
#include "checker/runtime/weak_memory.h"

namespace racelab::rt {
namespace {

bool Acquires(Order order) {
  return order == Order::kConsume || order == Order::kAcquire || order == Order::kAcqRel ||
         order == Order::kSeqCst;
}

void Take(const SyncObject* object, Order order) {
  if (object->released != nullptr) TakeClock(object->released, order);
}

void Give(SyncObject* object, Order order, bool joins) {
  const uint32_t* clock = ReleasedBy(order);
  if (clock != nullptr) {
    if (object->released == nullptr) object->released = NewClockFor(object);
    joins ? Join(object->released, clock, state.task_count)
          : Assign(object->released, clock, state.task_count);
  } else if (!joins) {
    object->released = nullptr;  // a relaxed store ends the release sequence
  }
  if (Releases(order)) Tick(current);
}

}  // namespace

bool Releases(Order order) {
  return order == Order::kRelease || order == Order::kAcqRel || order == Order::kSeqCst;
}

void TakeClock(const uint32_t* released, Order order) {
  if (Acquires(order)) {
    Join(current->clock, released, state.task_count);
  } else {
    if (current->acquired == nullptr) current->acquired = NewClock();
    Join(current->acquired, released, state.task_count);
  }
}

void SeeNewest(const SyncObject* object) {
  uint32_t* seen = object->seen;
  if (seen != nullptr && seen[current->id] == 0) seen[current->id] = TimeOf(current->epoch);
}

const uint32_t* ReleasedBy(Order order) {
  return Releases(order) ? current->clock : current->released;
}

void AtomicLoaded(uintptr_t address, Order order, uint32_t pc) {
  if (Alone()) return;
  SyncObject* object = ObjectAt(address);
  SeeNewest(object);
  Take(object, order);
  NotePair(pc, object->last_write_pc);
}

void AtomicStored(uintptr_t address, Order order, uint32_t pc) {
  if (Alone()) return;
  SyncObject* object = ObjectAt(address);
  Give(object, order, false);
  object->last_write_pc = pc;
}

void AtomicModified(uintptr_t address, Order order, uint32_t pc) {
  if (Alone()) return;
  SyncObject* object = ObjectAt(address);
  SeeNewest(object);
  Take(object, order);
  NotePair(pc, object->last_write_pc);
  Give(object, order, true);
  object->last_write_pc = pc;
}

void Fence(Order order) {
  if (Acquires(order) && current->acquired != nullptr) {
    Join(current->clock, current->acquired, state.task_count);
  }
  if (order == Order::kSeqCst && state.weak) WeakFence();
  if (Releases(order)) {
    if (current->released == nullptr) current->released = NewClock();
    Assign(current->released, current->clock, state.task_count);
    Tick(current);
  }
}

}  // namespace racelab::rt
