// Stand-ins for pthread mutexes: normal, recursive, error-checking, timed and robust.
#include <pthread.h>

#include <cerrno>

#include "checker/runtime/caller.h"
#include "checker/runtime/detector.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/locks.h"
#include "checker/runtime/os.h"
#include "checker/runtime/progress.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/sync_object.h"
#include "checker/runtime/unsafe.h"

namespace racelab::rt {
namespace {

constexpr int kErrorCheck = PTHREAD_MUTEX_ERRORCHECK;

// What Mutex::users says of a robust mutex.
constexpr unsigned kInconsistent = 1, kLostForEver = 2;

// Its owner ended, and the next one unlocked it without a call of pthread_mutex_consistent().
bool IsLost(const Mutex& mutex) { return mutex.Robust() && mutex.users == kLostForEver; }

// In private memory, a thread that a fork did not copy holds its locks for ever.
bool OwnerGone(const Mutex& mutex) {
  if (mutex.owner <= 0 || static_cast<uint32_t>(mutex.owner) > state.task_count) return false;
  const Task* owner = state.tasks[mutex.owner - 1];
  return owner->ended && (Mine(owner) || SharedPlace(Address(&mutex)) != 0);
}

// REQUIRES: CanLock. Returns what pthread_mutex_lock would.
int Take(Mutex& mutex, Task* task) {
  if (IsLost(mutex)) return ENOTRECOVERABLE;
  if (mutex.locked == 0) {
    mutex.locked = 1;
    mutex.owner = task->id + 1;
    mutex.count = 1;
    task->robust += mutex.Robust() ? 1 : 0;
    return 0;
  }
  if (Holds(task, mutex)) {
    if (mutex.Type() == kErrorCheck) return EDEADLK;
    ++mutex.count;
    return 0;
  }
  // Robust, and its owner is gone: what the owner did comes before what we do.
  Join(task->clock, state.tasks[mutex.owner - 1]->clock, state.width);
  mutex.owner = task->id + 1;
  mutex.count = 1;
  mutex.users = kInconsistent;
  ++task->robust;
  return EOWNERDEAD;
}

// libc looks at the time only when it must wait.
int LockUntil(pthread_mutex_t* mutex, int clock, const timespec& until, uint32_t pc) {
  if (!NoSuchTime(clock, until)) {
    return LockMutex(mutex, Op::kTimedLock, Deadline(clock, until.tv_sec, until.tv_nsec), pc);
  }
  const int result = NoSuchTime(clock, {}) ? EBUSY : LockMutex(mutex, Op::kTryLock, 0, pc);
  return result == EBUSY ? EINVAL : result;
}

void CheckAlive(const Mutex& mutex, uint32_t pc, Op op) {
  constexpr int kKinds = 0x3f3;  // every bit that libc gives a meaning
  if ((mutex.kind & ~kKinds) == 0) return;
  Misuse(pc, op, Address(&mutex),
         mutex.kind == -1 ? "a mutex is used after it was destroyed"
                          : "a mutex is used that was not initialised");
}

}  // namespace

int LockMutex(pthread_mutex_t* at, Op op, uint64_t deadline, uint32_t pc) {
  const uintptr_t address = Address(at);
  Mutex& mutex = MutexAt(address);
  CheckAlive(mutex, pc, op);
  CheckProcesses(address, mutex.Shared(), op, pc,
                 "a mutex that is not process-shared is used by two processes");
  const Mode mode = Point({op, pc, address, kMutex, op == Op::kTimedLock, deadline});
  CheckAlive(mutex, pc, op);
  const bool can = mode != Mode::kTimeout && CanLock(current, address, kMutex);
  int result = can ? Take(mutex, current) : op == Op::kTryLock ? EBUSY : ETIMEDOUT;
  if (op == Op::kTryLock && result == EDEADLK) result = EBUSY;  // as of anybody else's
  if (result == 0 || result == EOWNERDEAD) {
    AcquireFrom(ObjectAt(address));
    Effect();
  }
  if (trace::Event* event = Record(op, address, 0, pc)) event->failed = result != 0;
  return result;
}

int UnlockMutex(pthread_mutex_t* at, uint32_t pc) {
  const uintptr_t address = Address(at);
  Mutex& mutex = MutexAt(address);
  Point(Op::kUnlock, address, pc);
  CheckAlive(mutex, pc, Op::kUnlock);
  if (!Holds(current, mutex)) {
    if (IsLost(mutex)) {
      Misuse(pc, Op::kUnlock, address,
             "a mutex is unlocked that nobody can lock any more: an owner ended, and the next one "
             "did not call pthread_mutex_consistent()");
    }
    if (mutex.RefusesStrangers()) return EPERM;
    Misuse(pc, Op::kUnlock, address,
           mutex.locked == 0 ? "a mutex is unlocked that is not locked"
                             : "a mutex is unlocked by a thread that does not hold it");
    return EPERM;
  }
  Record(Op::kUnlock, address, 0, pc);
  ReleaseMutex(address);
  return 0;
}

bool Owns(const Task* task, int owner, uintptr_t address) {
  if (owner == task->id + 1) return true;
  if (task->forked_from == nullptr || SharedPlace(address) != 0) return false;
  for (task = task->forked_from; task != nullptr; task = task->forked_from) {
    if (owner == task->id + 1) return true;
  }
  return false;
}

bool Holds(const Task* task, const Mutex& mutex) {
  if (mutex.locked == 0) return false;
  if (mutex.KnowsOwner()) return mutex.owner == task->id + 1;
  return Owns(task, mutex.owner, Address(&mutex));
}

bool CanLock(const Task* task, uintptr_t address, uintptr_t type) {
  if (type == kSpinlock) return *reinterpret_cast<const int*>(address) == 1;
  if (type == kRwlock) return RwlockAt(address).writer == 0 && RwlockAt(address).readers == 0;
  const Mutex& mutex = MutexAt(address);
  if (mutex.locked == 0) return true;
  if (Holds(task, mutex)) return mutex.KnowsOwner();
  return mutex.Robust() && OwnerGone(mutex);
}

uint32_t Holder(uintptr_t address, uintptr_t type) {
  const SyncObject* object = FindObject(address);
  if (type == kMutex) {
    const Mutex& mutex = MutexAt(address);
    return mutex.locked != 0 && mutex.owner > 0 ? mutex.owner - 1 : trace::kMaxTasks;
  }
  if (type == kRwlock && RwlockAt(address).writer > 0) return RwlockAt(address).writer - 1;
  for (uint32_t i = 0; object != nullptr && object->reads_of != nullptr && i < state.task_count;
       ++i) {
    if (object->reads_of[i] != 0) return i;
  }
  return trace::kMaxTasks;
}

void ReleaseMutex(uintptr_t address) {
  Mutex& mutex = MutexAt(address);
  if (--mutex.count != 0) return;
  current->robust -= mutex.Robust() ? 1 : 0;
  if (mutex.Robust() && mutex.users == kInconsistent) mutex.users = kLostForEver;
  mutex.locked = 0;
  mutex.owner = 0;
  ReleaseTo(ObjectAt(address));
}

int AcquireMutex(uintptr_t address) {
  const int result = Take(MutexAt(address), current);
  AcquireFrom(ObjectAt(address));
  return result;
}

}  // namespace racelab::rt

using racelab::rt::current;
using racelab::rt::LockMutex;
using racelab::rt::Op;

extern "C" {

int pthread_mutex_lock(pthread_mutex_t* mutex) noexcept {
  if (current == nullptr) return RACELAB_REAL(pthread_mutex_lock)(mutex);
  RACELAB_IN_HANDLER("pthread_mutex_lock()");
  return LockMutex(mutex, Op::kLock, 0, RACELAB_CALLER);
}

int pthread_mutex_trylock(pthread_mutex_t* mutex) noexcept {
  if (current == nullptr) return RACELAB_REAL(pthread_mutex_trylock)(mutex);
  RACELAB_IN_HANDLER("pthread_mutex_trylock()");
  return LockMutex(mutex, Op::kTryLock, 0, RACELAB_CALLER);
}

int pthread_mutex_timedlock(pthread_mutex_t* mutex, const timespec* until) noexcept {
  if (current == nullptr) return RACELAB_REAL(pthread_mutex_timedlock)(mutex, until);
  return racelab::rt::LockUntil(mutex, CLOCK_REALTIME, *until, RACELAB_CALLER);
}

int pthread_mutex_clocklock(pthread_mutex_t* mutex, clockid_t clock,
                            const timespec* until) noexcept {
  if (current == nullptr) return RACELAB_REAL(pthread_mutex_clocklock)(mutex, clock, until);
  return racelab::rt::LockUntil(mutex, clock, *until, RACELAB_CALLER);
}

int pthread_mutex_unlock(pthread_mutex_t* mutex) noexcept {
  if (current == nullptr) return RACELAB_REAL(pthread_mutex_unlock)(mutex);
  RACELAB_IN_HANDLER("pthread_mutex_unlock()");
  return racelab::rt::UnlockMutex(mutex, RACELAB_CALLER);
}

int pthread_mutex_init(pthread_mutex_t* mutex, const pthread_mutexattr_t* attributes) noexcept {
  racelab::rt::InitObject(racelab::rt::Address(mutex), sizeof *mutex, RACELAB_CALLER);
  const int result = RACELAB_REAL(pthread_mutex_init)(mutex, attributes);
  racelab::rt::Mutex& own = racelab::rt::MutexAt(racelab::rt::Address(mutex));
  if (own.Type() == PTHREAD_MUTEX_RECURSIVE) own.made = 1;
  return result;
}

int pthread_mutex_destroy(pthread_mutex_t* mutex) noexcept {
  if (current == nullptr) return RACELAB_REAL(pthread_mutex_destroy)(mutex);
  racelab::rt::Mutex& own = racelab::rt::MutexAt(racelab::rt::Address(mutex));
  racelab::rt::Point(Op::kDestroy, racelab::rt::Address(mutex), RACELAB_CALLER);
  if (own.locked != 0) {
    racelab::rt::Misuse(RACELAB_CALLER, Op::kDestroy, racelab::rt::Address(mutex),
                        "a mutex is destroyed while it is locked");
    return EBUSY;
  }
  own.kind = -1;
  return 0;
}

int pthread_mutex_consistent(pthread_mutex_t* mutex) noexcept {
  if (current == nullptr) return RACELAB_REAL(pthread_mutex_consistent)(mutex);
  racelab::rt::Mutex& own = racelab::rt::MutexAt(racelab::rt::Address(mutex));
  if (!racelab::rt::Holds(current, own) || own.users != racelab::rt::kInconsistent) return EINVAL;
  own.users = 0;
  return 0;
}

}  // extern "C"
