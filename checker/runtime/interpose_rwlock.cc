// Stand-ins for pthread rwlocks and spinlocks.
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

namespace racelab::rt {
namespace {

constexpr int kDestroyed = -1;  // in Rwlock::writer

uint16_t& ReadsOf(SyncObject* object, const Task* task) {
  if (object->reads_of == nullptr) {
    const size_t bytes = state.width * sizeof(uint16_t);
    object->reads_of =
        static_cast<uint16_t*>(object->common ? AllocateCommon(bytes) : Allocate(bytes));
  }
  return object->reads_of[task->id];
}

void CheckShared(const pthread_rwlock_t* lock, Op op, uint32_t pc) {
  CheckProcesses(Address(lock), lock->__data.__shared != 0, op, pc,
                 "a rwlock that is not process-shared is used by two processes");
}

int WriteLock(pthread_rwlock_t* at, Op op, uint64_t deadline, uint32_t pc) {
  const uintptr_t address = Address(at);
  Rwlock& lock = RwlockAt(address);
  CheckShared(at, op, pc);
  const Mode mode = Point({op, pc, address, kRwlock, op == Op::kTimedLock, deadline});
  if (lock.writer == kDestroyed) Misuse(pc, op, address, "a rwlock is used after it was destroyed");
  const bool can = mode != Mode::kTimeout && CanLock(current, address, kRwlock);
  if (can) {
    SyncObject* object = ObjectAt(address);
    lock.writer = current->id + 1;
    AcquireFrom(object);
    if (object->read_released != nullptr) Join(current->clock, object->read_released, state.width);
    Effect();
  }
  if (trace::Event* event = Record(op, address, 0, pc)) event->failed = !can;
  return can ? 0 : op == Op::kTryLock ? EBUSY : ETIMEDOUT;
}

int ReadLock(pthread_rwlock_t* at, Op op, uint64_t deadline, uint32_t pc) {
  const uintptr_t address = Address(at);
  Rwlock& lock = RwlockAt(address);
  CheckShared(at, op, pc);
  const Mode mode = Point({op, pc, address, kRwlock, op == Op::kTimedReadLock, deadline});
  if (lock.writer == kDestroyed) Misuse(pc, op, address, "a rwlock is used after it was destroyed");
  const bool can = mode != Mode::kTimeout && CanReadLock(current, address);
  if (can) {
    SyncObject* object = ObjectAt(address);
    ++lock.readers;
    ++ReadsOf(object, current);
    AcquireFrom(object);
    Effect();
  }
  if (trace::Event* event = Record(op, address, 0, pc)) event->failed = !can;
  return can ? 0 : op == Op::kTryReadLock ? EBUSY : ETIMEDOUT;
}

int WriteLockUntil(pthread_rwlock_t* at, int clock, const timespec& until, uint32_t pc) {
  if (NoSuchTime(clock, until)) return EINVAL;
  return WriteLock(at, Op::kTimedLock, Deadline(clock, until.tv_sec, until.tv_nsec), pc);
}

int ReadLockUntil(pthread_rwlock_t* at, int clock, const timespec& until, uint32_t pc) {
  if (NoSuchTime(clock, until)) return EINVAL;
  return ReadLock(at, Op::kTimedReadLock, Deadline(clock, until.tv_sec, until.tv_nsec), pc);
}

int UnlockRwlock(pthread_rwlock_t* at, uint32_t pc) {
  const uintptr_t address = Address(at);
  Rwlock& lock = RwlockAt(address);
  const bool writes = Owns(current, lock.writer, address);
  Point(writes ? Op::kUnlock : Op::kReadUnlock, address, pc);
  SyncObject* object = ObjectAt(address);
  if (writes) {
    Record(Op::kUnlock, address, 0, pc);
    lock.writer = 0;
    ReleaseTo(object);
    return 0;
  }
  if (lock.readers == 0 || ReadsOf(object, current) == 0) {
    Misuse(pc, Op::kReadUnlock, address, "a rwlock is unlocked by a thread that does not hold it");
    return EPERM;
  }
  Record(Op::kReadUnlock, address, 0, pc);
  --lock.readers;
  --ReadsOf(object, current);
  ReleaseInto(object, object->read_released);
  return 0;
}

int SpinLock(pthread_spinlock_t* lock, bool tries, uint32_t pc) {
  const uintptr_t address = Address(lock);
  const Op op = tries ? Op::kTryLock : Op::kLock;
  Point({op, pc, address, kSpinlock, false, 0});
  const bool can = *lock == 1;
  if (can) {
    *lock = 0;
    AcquireFrom(ObjectAt(address));
    Effect();
  }
  if (trace::Event* event = Record(op, address, 0, pc)) event->failed = !can;
  return can ? 0 : EBUSY;
}

}  // namespace

bool WritersGoFirst(uintptr_t rwlock) {
  const auto* lock = reinterpret_cast<const pthread_rwlock_t*>(rwlock);
  return lock->__data.__flags == PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP;
}

bool CanReadLock(const Task* task, uintptr_t address) {
  if (RwlockAt(address).writer != 0) return false;
  if (!WritersGoFirst(address)) return true;
  if (RwlockAt(address).readers == 0) return true;
  const uintptr_t place = PlaceOf(address);
  for (uint32_t i = 0; i < state.task_count; ++i) {
    const Task* other = state.tasks[i];
    const Pending& next = other->pending;
    if (other->alive && other != task && next.place == place &&
        (next.op == Op::kLock || next.op == Op::kTimedLock)) {
      return false;
    }
  }
  return true;
}

}  // namespace racelab::rt

using racelab::rt::current;
using racelab::rt::Deadline;
using racelab::rt::NoSuchTime;
using racelab::rt::Op;

extern "C" {

int pthread_rwlock_wrlock(pthread_rwlock_t* lock) noexcept {
  if (current == nullptr) return RACELAB_REAL(pthread_rwlock_wrlock)(lock);
  return racelab::rt::WriteLock(lock, Op::kLock, 0, RACELAB_CALLER);
}
int pthread_rwlock_trywrlock(pthread_rwlock_t* lock) noexcept {
  if (current == nullptr) return RACELAB_REAL(pthread_rwlock_trywrlock)(lock);
  return racelab::rt::WriteLock(lock, Op::kTryLock, 0, RACELAB_CALLER);
}
int pthread_rwlock_timedwrlock(pthread_rwlock_t* lock, const timespec* until) noexcept {
  if (current == nullptr) return RACELAB_REAL(pthread_rwlock_timedwrlock)(lock, until);
  return racelab::rt::WriteLockUntil(lock, CLOCK_REALTIME, *until, RACELAB_CALLER);
}
int pthread_rwlock_clockwrlock(pthread_rwlock_t* lock, clockid_t clock,
                               const timespec* until) noexcept {
  if (current == nullptr) return RACELAB_REAL(pthread_rwlock_clockwrlock)(lock, clock, until);
  return racelab::rt::WriteLockUntil(lock, clock, *until, RACELAB_CALLER);
}
int pthread_rwlock_rdlock(pthread_rwlock_t* lock) noexcept {
  if (current == nullptr) return RACELAB_REAL(pthread_rwlock_rdlock)(lock);
  return racelab::rt::ReadLock(lock, Op::kReadLock, 0, RACELAB_CALLER);
}
int pthread_rwlock_tryrdlock(pthread_rwlock_t* lock) noexcept {
  if (current == nullptr) return RACELAB_REAL(pthread_rwlock_tryrdlock)(lock);
  return racelab::rt::ReadLock(lock, Op::kTryReadLock, 0, RACELAB_CALLER);
}
int pthread_rwlock_timedrdlock(pthread_rwlock_t* lock, const timespec* until) noexcept {
  if (current == nullptr) return RACELAB_REAL(pthread_rwlock_timedrdlock)(lock, until);
  return racelab::rt::ReadLockUntil(lock, CLOCK_REALTIME, *until, RACELAB_CALLER);
}
int pthread_rwlock_clockrdlock(pthread_rwlock_t* lock, clockid_t clock,
                               const timespec* until) noexcept {
  if (current == nullptr) return RACELAB_REAL(pthread_rwlock_clockrdlock)(lock, clock, until);
  return racelab::rt::ReadLockUntil(lock, clock, *until, RACELAB_CALLER);
}
int pthread_rwlock_unlock(pthread_rwlock_t* lock) noexcept {
  if (current == nullptr) return RACELAB_REAL(pthread_rwlock_unlock)(lock);
  return racelab::rt::UnlockRwlock(lock, RACELAB_CALLER);
}
int pthread_rwlock_init(pthread_rwlock_t* lock, const pthread_rwlockattr_t* attributes) noexcept {
  racelab::rt::InitObject(racelab::rt::Address(lock), sizeof *lock, RACELAB_CALLER);
  return RACELAB_REAL(pthread_rwlock_init)(lock, attributes);
}
int pthread_rwlock_destroy(pthread_rwlock_t* lock) noexcept {
  if (current == nullptr) return RACELAB_REAL(pthread_rwlock_destroy)(lock);
  const uintptr_t address = racelab::rt::Address(lock);
  racelab::rt::Point(Op::kDestroy, address, RACELAB_CALLER);
  racelab::rt::Rwlock& own = racelab::rt::RwlockAt(address);
  if (own.writer > 0 || own.readers != 0) {
    racelab::rt::Misuse(RACELAB_CALLER, Op::kDestroy, address,
                        "a rwlock is destroyed while it is locked");
  }
  own.writer = racelab::rt::kDestroyed;
  return 0;
}

int pthread_spin_lock(pthread_spinlock_t* lock) noexcept {
  if (current == nullptr) return RACELAB_REAL(pthread_spin_lock)(lock);
  return racelab::rt::SpinLock(const_cast<pthread_spinlock_t*>(lock), false, RACELAB_CALLER);
}
int pthread_spin_trylock(pthread_spinlock_t* lock) noexcept {
  if (current == nullptr) return RACELAB_REAL(pthread_spin_trylock)(lock);
  return racelab::rt::SpinLock(const_cast<pthread_spinlock_t*>(lock), true, RACELAB_CALLER);
}
int pthread_spin_unlock(pthread_spinlock_t* lock) noexcept {
  if (current == nullptr) return RACELAB_REAL(pthread_spin_unlock)(lock);
  const uintptr_t address = racelab::rt::Address(lock);
  racelab::rt::Point(Op::kUnlock, address, RACELAB_CALLER);
  if (*lock != 0) {
    racelab::rt::Misuse(RACELAB_CALLER, Op::kUnlock, address,
                        "a spinlock is unlocked that is not locked");
  }
  racelab::rt::Record(Op::kUnlock, address, 0, RACELAB_CALLER);
  *lock = 1;
  racelab::rt::ReleaseTo(racelab::rt::ObjectAt(address));
  return 0;
}
int pthread_spin_init(pthread_spinlock_t* lock, int) noexcept {
  racelab::rt::InitObject(racelab::rt::Address(lock), sizeof *lock, RACELAB_CALLER);
  *lock = 1;
  return 0;
}
int pthread_spin_destroy(pthread_spinlock_t*) noexcept { return 0; }

}  // extern "C"
