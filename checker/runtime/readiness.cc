// Looks at locks, here or through what their process wrote down.
#include "checker/runtime/readiness.h"

#include <semaphore.h>

#include "checker/runtime/cancel.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/locks.h"
#include "checker/runtime/outside.h"
#include "checker/runtime/signal_model.h"
#include "checker/runtime/state.h"
#include "checker/runtime/sync_object.h"

namespace racelab::rt {
namespace {

constexpr int kOnceRunning = 1;

bool OncePassed(const Pending& next) {
  if (next.second == 1) {  // the guard of a static variable: bytes for "there" and "being made"
    const auto* guard = reinterpret_cast<const unsigned char*>(next.object);
    return guard[0] != 0 || guard[1] == 0;
  }
  return (*reinterpret_cast<const int*>(next.object) & 3) != kOnceRunning;
}

// REQUIRES: the addresses in `next` are of this process.
bool EnabledAt(const Task* task, const Pending& next) {
  switch (next.op) {
    case Op::kLock:
    case Op::kTimedLock: return CanLock(task, next.object, next.second);
    case Op::kReadLock:
    case Op::kTimedReadLock: return CanReadLock(task, next.object);
    case Op::kReacquire: return task->signaled && CanLock(task, next.second, kMutex);
    case Op::kSemWait:
    case Op::kSemTimedWait: return *reinterpret_cast<const unsigned*>(next.object) != 0;
    case Op::kOnce: return OncePassed(next);
    default: return true;
  }
}

bool CanReturnAt(const Task* task, const Pending& next) {
  return next.op == Op::kReacquire && CanLock(task, next.second, kMutex);
}

uint16_t HolderAt(const Pending& next) {
  switch (next.op) {
    case Op::kLock:
    case Op::kTimedLock:
    case Op::kReadLock:
    case Op::kTimedReadLock: return static_cast<uint16_t>(Holder(next.object, next.second));
    case Op::kReacquire: return static_cast<uint16_t>(Holder(next.second, kMutex));
    default: return trace::kMaxTasks;
  }
}

// Whether the operation depends on memory, which only some processes can look at.
bool InMemory(Op op) {
  switch (op) {
    case Op::kLock:
    case Op::kTimedLock:
    case Op::kReadLock:
    case Op::kTimedReadLock:
    case Op::kReacquire:
    case Op::kSemWait:
    case Op::kSemTimedWait:
    case Op::kOnce: return true;
    default: return false;
  }
}

// The task's operation with addresses of this process. False when it cannot be looked at here.
bool Localised(const Task* task, Pending& next) {
  next = task->pending;
  if (Mine(task)) return true;
  if (next.op == Op::kReacquire) return (next.second = LocalAddress(next.second_place)) != 0;
  return (next.object = LocalAddress(next.place)) != 0;
}

}  // namespace

bool Enabled(const Task* task) {
  if (state.processes[task->process].stopped) return false;
  return Arrived(task) != 0 || EnabledItself(task) || CancelComes(task);
}

bool EnabledItself(const Task* task) {
  const Pending& next = task->pending;
  switch (next.op) {
    case Op::kBarrier:
    case Op::kFutexWait:
    case Op::kFutexTimedWait: return task->signaled;
    case Op::kJoin: return state.tasks[next.second]->ended;
    case Op::kBlock: return task->looked != state.changes;
    case Op::kWaitChild: return ChildToTell(task);
    case Op::kPause: return false;
    default: break;
  }
  if (!InMemory(next.op)) return true;
  if (Mine(task)) return EnabledAt(task, next);
  Pending local;
  return Localised(task, local) ? EnabledAt(task, local) : task->readiness.enabled;
}

bool CanReturn(const Task* task) {
  Pending local;
  return Localised(task, local) ? CanReturnAt(task, local) : task->readiness.can_return;
}

bool Missed(const Task* task) {
  const Pending& next = task->pending;
  if (next.op == Op::kPause) return state.processes[task->process].took_signals;
  const uintptr_t local = Mine(task) ? next.object : LocalAddress(next.place);
  if (local == 0) return task->readiness.missed;
  const SyncObject* object = FindObject(local);
  return object != nullptr && object->missed;
}

uint16_t HolderFor(const Task* task) {
  if (!InMemory(task->pending.op)) return trace::kMaxTasks;
  Pending local;
  return Localised(task, local) ? HolderAt(local) : task->readiness.holder;
}

void CheckNobodyWaitsIn(uintptr_t begin, size_t bytes, uint32_t pc) {
  for (uint32_t i = 0; i < state.task_count; ++i) {
    const Task* task = state.tasks[i];
    if (!task->alive || !Mine(task) || task == current || !InMemory(task->pending.op)) continue;
    const Pending& next = task->pending;
    const bool mutex = next.op == Op::kReacquire && next.second - begin < bytes;
    const uintptr_t address = mutex ? next.second : next.object;
    if (address - begin >= bytes) continue;
    Misuse(pc, Op::kDestroy, address, "its memory is given back while a thread waits for it");
    Stop(trace::End::kCompleted, "");  // nobody can look at it any more
  }
}

void StoreReadiness() {
  for (uint32_t i = 0; i < state.task_count; ++i) {
    Task* task = state.tasks[i];
    Pending local;
    if (!task->alive) continue;
    task->readiness.missed = Missed(task);
    if (!InMemory(task->pending.op) || !Localised(task, local)) continue;
    task->readiness = {EnabledAt(task, local), CanReturnAt(task, local), Missed(task),
                       HolderAt(local)};
  }
}

}  // namespace racelab::rt
