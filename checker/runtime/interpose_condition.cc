// Stand-ins for pthread condition variables, with all clocks.
#include <pthread.h>

#include <cerrno>

#include "checker/runtime/caller.h"
#include "checker/runtime/cancel.h"
#include "checker/runtime/detector.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/locks.h"
#include "checker/runtime/os.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/sync_object.h"

namespace racelab::rt {
namespace {

// The clock of a condition variable, in the bits that glibc keeps it in.
int ClockOf(const pthread_cond_t* condition) {
  return (condition->__data.__wrefs & 2) != 0 ? CLOCK_MONOTONIC : CLOCK_REALTIME;
}

// In the lock's memory, so that a condition variable made in the same place later is a new one.
constexpr unsigned kDestroyed = ~0u;

void CheckAlive(const pthread_cond_t* condition, Op op, uint32_t pc) {
  if (condition->__data.__wrefs != kDestroyed) return;
  Misuse(pc, op, Address(condition), "a condition variable is used after it was destroyed");
}

void CheckShared(const pthread_cond_t* condition, Op op, uint32_t pc) {
  CheckAlive(condition, op, pc);
  CheckProcesses(Address(condition), (condition->__data.__wrefs & 1) != 0, op, pc,
                 "a condition variable that is not process-shared is used by two processes");
}

bool CheckWait(SyncObject* condition, uintptr_t mutex, uint32_t pc) {
  if (!Holds(current, MutexAt(mutex))) {
    if (MutexAt(mutex).Type() == PTHREAD_MUTEX_ERRORCHECK) return false;  // which says EPERM
    Misuse(pc, Op::kWait, mutex,
           "a thread waits on a condition variable without holding the mutex");
    return false;
  }
  if (condition->waiters != nullptr && condition->mutex != mutex) {
    Misuse(pc, Op::kWait, condition->address,
           "two threads wait on one condition variable with different mutexes");
  }
  condition->mutex = mutex;
  return true;
}

// Others may come in between, but nobody has to wake it.
int WaitForNoTime(pthread_mutex_t* mutex, uint32_t pc) {
  UnlockMutex(mutex, pc);
  const int locked = LockMutex(mutex, Op::kLock, 0, pc);
  if (CancelComes(current)) EndCancelled();
  return locked == 0 ? ETIMEDOUT : locked;
}

int Wait(pthread_cond_t* at, pthread_mutex_t* mutex_at, bool timed, uint64_t deadline,
         uint32_t pc) {
  const uintptr_t address = Address(at), mutex = Address(mutex_at);
  const Op op = timed ? Op::kTimedWait : Op::kWait;
  Point({op, pc, address, mutex, false, 0});
  CheckShared(at, op, pc);
  SyncObject* condition = ObjectAt(address);
  if (!CheckWait(condition, mutex, pc)) return EPERM;
  if (timed && IsOver(deadline)) return WaitForNoTime(mutex_at, pc);
  if (trace::Event* event = Record(op, address, 0, pc)) event->before = PlaceOf(mutex);
  Task* self = current;
  self->signaled = false;
  self->spurious = 0;
  Enqueue(condition, self);
  ReleaseMutex(mutex);  // a recursive one that was locked twice stays locked, as in libc
  const Mode mode = Point({Op::kReacquire, pc, address, mutex, timed, deadline});
  const bool cancelled = CancelComes(self);
  Dequeue(self);
  const int locked = AcquireMutex(mutex);
  if (trace::Event* event = Record(Op::kReacquire, address, 0, pc)) {
    event->failed = mode == Mode::kTimeout;
    event->before = PlaceOf(mutex);
    event->after = mode == Mode::kSpurious ? 1 : 0;
  }
  if (cancelled) EndCancelled();
  return mode == Mode::kTimeout ? ETIMEDOUT : locked;
}

int Wake(pthread_cond_t* at, Op op, uint32_t pc) {
  const uintptr_t address = Address(at);
  Point(op, address, pc);
  CheckShared(at, op, pc);
  SyncObject* condition = ObjectAt(address);
  trace::Event* event = Record(op, address, 0, pc);
  const Task* woken = op == Op::kSignal ? WakeOne(condition) : WakeAll(condition);
  if (event != nullptr && woken != nullptr) event->other = woken->id;
  if (woken == nullptr) {
    condition->missed = true;
    condition->last_signaler = current->id;
  }
  return 0;
}

}  // namespace

void Renew(uintptr_t address, uint64_t bytes, uint32_t pc, const char* text) {
  if (state.alive_count > 1) Point(Op::kDestroy, address, pc);
  CheckIdle(address, pc, text);
  // For one that was made before, CheckIdle says more than a race would.
  if (FindObject(address) == nullptr) {
    InitObject(address, bytes, pc);
  } else {
    ForgetObjects(address, bytes);
    ObjectAt(address)->made = true;
  }
}

}  // namespace racelab::rt

using racelab::rt::current;
using racelab::rt::Deadline;
using racelab::rt::Op;

extern "C" {

int pthread_cond_wait(pthread_cond_t* condition, pthread_mutex_t* mutex) {
  if (current == nullptr) return RACELAB_REAL(pthread_cond_wait)(condition, mutex);
  return racelab::rt::Wait(condition, mutex, false, 0, RACELAB_CALLER);
}

int pthread_cond_timedwait(pthread_cond_t* condition, pthread_mutex_t* mutex,
                           const timespec* until) {
  if (current == nullptr) return RACELAB_REAL(pthread_cond_timedwait)(condition, mutex, until);
  const int clock = racelab::rt::ClockOf(condition);
  if (racelab::rt::NoSuchTime(clock, *until)) return EINVAL;
  const uint64_t deadline = Deadline(clock, until->tv_sec, until->tv_nsec);
  return racelab::rt::Wait(condition, mutex, true, deadline, RACELAB_CALLER);
}

int pthread_cond_clockwait(pthread_cond_t* condition, pthread_mutex_t* mutex, clockid_t clock,
                           const timespec* until) {
  if (current == nullptr) {
    return RACELAB_REAL(pthread_cond_clockwait)(condition, mutex, clock, until);
  }
  if (racelab::rt::NoSuchTime(clock, *until)) return EINVAL;
  const uint64_t deadline = Deadline(clock, until->tv_sec, until->tv_nsec);
  return racelab::rt::Wait(condition, mutex, true, deadline, RACELAB_CALLER);
}

int pthread_cond_signal(pthread_cond_t* condition) noexcept {
  if (current == nullptr) return RACELAB_REAL(pthread_cond_signal)(condition);
  return racelab::rt::Wake(condition, Op::kSignal, RACELAB_CALLER);
}

int pthread_cond_broadcast(pthread_cond_t* condition) noexcept {
  if (current == nullptr) return RACELAB_REAL(pthread_cond_broadcast)(condition);
  return racelab::rt::Wake(condition, Op::kBroadcast, RACELAB_CALLER);
}

int pthread_cond_init(pthread_cond_t* condition, const pthread_condattr_t* attributes) noexcept {
  if (current != nullptr) {
    racelab::rt::Renew(racelab::rt::Address(condition), sizeof *condition, RACELAB_CALLER,
                       "a condition variable is initialised while a thread waits on it");
  }
  return RACELAB_REAL(pthread_cond_init)(condition, attributes);
}

int pthread_cond_destroy(pthread_cond_t* condition) noexcept {
  if (current == nullptr) return RACELAB_REAL(pthread_cond_destroy)(condition);
  const uintptr_t address = racelab::rt::Address(condition);
  racelab::rt::Point(Op::kDestroy, address, RACELAB_CALLER);
  racelab::rt::CheckIdle(address, RACELAB_CALLER,
                         "a condition variable is destroyed while a thread waits on it");
  condition->__data.__wrefs = racelab::rt::kDestroyed;
  return 0;
}

}  // extern "C"
