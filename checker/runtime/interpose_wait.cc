// Stand-ins for semaphores and barriers.
#include <pthread.h>
#include <semaphore.h>

#include <cerrno>
#include <climits>

#include "checker/runtime/api.h"
#include "checker/runtime/caller.h"
#include "checker/runtime/decisions.h"
#include "checker/runtime/detector.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/locks.h"
#include "checker/runtime/os.h"
#include "checker/runtime/progress.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/signal_model.h"
#include "checker/runtime/sync_object.h"

namespace racelab::rt {
namespace {

unsigned& Value(sem_t* semaphore) { return *reinterpret_cast<unsigned*>(semaphore); }

// Words that glibc leaves alone: who made the object leaves a mark there, and so does the end of a
// semaphore.
int& Mark(sem_t* semaphore) { return reinterpret_cast<int*>(semaphore)[3]; }
int& Mark(pthread_barrier_t* barrier) { return reinterpret_cast<int*>(barrier)[7]; }
constexpr int kMade = 0x7ace1ab, kDestroyed = -1;

// Another program may have made what lies in shared memory.
void CheckAlive(sem_t* semaphore, Op op, uint32_t pc) {
  const uintptr_t address = Address(semaphore);
  const int mark = Mark(semaphore);
  if (mark == kMade || (mark == 0 && SharedPlace(address) != 0)) return;
  Misuse(pc, op, address,
         mark == kDestroyed ? "a semaphore is used after it was destroyed"
                            : "a semaphore is used that was not initialised");
}

// In glibc's layout; both are 0 in what is for one process.
void CheckShared(const sem_t* semaphore, Op op, uint32_t pc) {
  CheckProcesses(Address(semaphore), reinterpret_cast<const int*>(semaphore)[2] != 0, op, pc,
                 "a semaphore that was made with pshared 0 is used by two processes");
}
// As glibc keeps it; 0 in what was never initialised, and here in what was destroyed.
unsigned& Count(pthread_barrier_t* barrier) { return reinterpret_cast<unsigned*>(barrier)[2]; }

void CheckAlive(pthread_barrier_t* barrier, Op op, uint32_t pc) {
  UseObject(Address(barrier), pc);
  if (Count(barrier) != 0 && Mark(barrier) == kMade) return;
  Misuse(pc, op, Address(barrier),
         "a barrier is used that was not initialised, or after it was destroyed");
}

void CheckShared(const pthread_barrier_t* barrier, uint32_t pc) {
  CheckProcesses(Address(barrier), reinterpret_cast<const int*>(barrier)[3] != 0, Op::kBarrier, pc,
                 "a barrier that is not process-shared is used by two processes");
}

int SemWait(sem_t* semaphore, Op op, uint64_t deadline, uint32_t pc) {
  const uintptr_t address = Address(semaphore);
  CheckShared(semaphore, op, pc);
  CheckAlive(semaphore, op, pc);
  // A signal that comes right before the wait is another one than a signal that ends it.
  if (op != Op::kSemTryWait && HandlersMayCome()) Point(Op::kSemTryWait, address, pc);
  Mode mode;
  do {
    mode = Point({op, pc, address, 0, op == Op::kSemTimedWait, deadline});
    if (Interrupted(true)) {
      errno = EINTR;
      return -1;
    }
  } while (current->interruption == Interruption::kRestarts);
  CheckAlive(semaphore, op, pc);
  NoteValue(Value(semaphore));
  const bool interrupted = op != Op::kSemTryWait && TakeFault(trace::Fault::kInterrupted);
  const bool can = !interrupted && mode != Mode::kTimeout && Value(semaphore) != 0;
  if (can) {
    --Value(semaphore);
    AcquireFrom(ObjectAt(address));
    Effect();
  }
  if (trace::Event* event = Record(op, address, 0, pc)) event->failed = !can;
  if (can) return 0;
  errno = interrupted ? EINTR : op == Op::kSemTryWait ? EAGAIN : ETIMEDOUT;
  return -1;
}

int SemWaitUntil(sem_t* semaphore, int clock, const timespec& until, uint32_t pc) {
  if (NoSuchTime(clock, until)) {
    errno = EINVAL;
    return -1;
  }
  return SemWait(semaphore, Op::kSemTimedWait, Deadline(clock, until.tv_sec, until.tv_nsec), pc);
}

int SemPost(sem_t* semaphore, uint32_t pc) {
  const uintptr_t address = Address(semaphore);
  CheckShared(semaphore, Op::kSemPost, pc);
  Point(Op::kSemPost, address, pc);
  CheckAlive(semaphore, Op::kSemPost, pc);
  NoteValue(Value(semaphore));
  if (Value(semaphore) == SEM_VALUE_MAX) {
    errno = EOVERFLOW;
    return -1;
  }
  Record(Op::kSemPost, address, 0, pc);
  ++Value(semaphore);
  ReleaseInto(ObjectAt(address), ObjectAt(address)->released);
  Effect();
  return 0;
}

int BarrierWait(pthread_barrier_t* barrier, uint32_t pc) {
  const uintptr_t address = Address(barrier);
  SyncObject* object = ObjectAt(address);
  Task* self = current;
  CheckShared(barrier, pc);
  Point(Op::kNone, address, pc);  // to arrive
  CheckAlive(barrier, Op::kBarrier, pc);
  Record(Op::kBarrier, address, 0, pc);
  ReleaseInto(object, object->released);
  self->signaled = false;
  if (++object->arrived == Count(barrier)) {
    object->arrived = 0;
    AcquireFrom(object);
    // Everybody who waits takes what all of this round released, and the next round starts anew.
    for (Task* task = object->waiters; task != nullptr; task = task->next_waiter) {
      Join(task->clock, object->released, state.width);
    }
    WakeAll(object);
    Effect();
    object->released = nullptr;
    return PTHREAD_BARRIER_SERIAL_THREAD;
  }
  Enqueue(object, self);
  Point(Op::kBarrier, address, pc);
  return 0;
}

}  // namespace

void MarkAsMade(sem_t* semaphore) { Mark(semaphore) = kMade; }

}  // namespace racelab::rt

using racelab::rt::current;
using racelab::rt::Op;

extern "C" {

int sem_init(sem_t* semaphore, int shared, unsigned value) noexcept {
  racelab::rt::InitObject(racelab::rt::Address(semaphore), sizeof *semaphore, RACELAB_CALLER);
  racelab::rt::MarkAsMade(semaphore);
  return RACELAB_REAL(sem_init)(semaphore, shared, value);
}
int sem_destroy(sem_t* semaphore) noexcept {
  if (current == nullptr) return RACELAB_REAL(sem_destroy)(semaphore);
  racelab::rt::Point(Op::kDestroy, racelab::rt::Address(semaphore), RACELAB_CALLER);
  racelab::rt::CheckAlive(semaphore, Op::kDestroy, RACELAB_CALLER);
  racelab::rt::Mark(semaphore) = racelab::rt::kDestroyed;
  return 0;
}
int sem_wait(sem_t* semaphore) {
  if (current == nullptr) return RACELAB_REAL(sem_wait)(semaphore);
  return racelab::rt::SemWait(semaphore, Op::kSemWait, 0, RACELAB_CALLER);
}
int sem_trywait(sem_t* semaphore) noexcept {
  if (current == nullptr) return RACELAB_REAL(sem_trywait)(semaphore);
  return racelab::rt::SemWait(semaphore, Op::kSemTryWait, 0, RACELAB_CALLER);
}
int sem_timedwait(sem_t* semaphore, const timespec* until) {
  if (current == nullptr) return RACELAB_REAL(sem_timedwait)(semaphore, until);
  return racelab::rt::SemWaitUntil(semaphore, CLOCK_REALTIME, *until, RACELAB_CALLER);
}
int sem_clockwait(sem_t* semaphore, clockid_t clock, const timespec* until) {
  if (current == nullptr) return RACELAB_REAL(sem_clockwait)(semaphore, clock, until);
  return racelab::rt::SemWaitUntil(semaphore, clock, *until, RACELAB_CALLER);
}
int sem_post(sem_t* semaphore) noexcept {
  if (current == nullptr) return RACELAB_REAL(sem_post)(semaphore);
  return racelab::rt::SemPost(semaphore, RACELAB_CALLER);
}
// libc's layout: the value is in the first word, the number of waiters above.
int sem_getvalue(sem_t* semaphore, int* value) noexcept {
  if (current == nullptr) return RACELAB_REAL(sem_getvalue)(semaphore, value);
  racelab::rt::Point(Op::kSemTryWait, racelab::rt::Address(semaphore), RACELAB_CALLER);
  *value = static_cast<int>(racelab::rt::Value(semaphore));
  return 0;
}

int pthread_barrier_init(pthread_barrier_t* barrier, const pthread_barrierattr_t* attributes,
                         unsigned count) noexcept {
  if (current != nullptr && count != 0) {
    racelab::rt::Renew(racelab::rt::Address(barrier), sizeof *barrier, RACELAB_CALLER,
                       "a barrier is initialised while a thread waits at it");
  }
  racelab::rt::Mark(barrier) = racelab::rt::kMade;
  return RACELAB_REAL(pthread_barrier_init)(barrier, attributes, count);
}
int pthread_barrier_wait(pthread_barrier_t* barrier) noexcept {
  if (current == nullptr) return RACELAB_REAL(pthread_barrier_wait)(barrier);
  return racelab::rt::BarrierWait(barrier, RACELAB_CALLER);
}
int pthread_barrier_destroy(pthread_barrier_t* barrier) noexcept {
  if (current == nullptr) return RACELAB_REAL(pthread_barrier_destroy)(barrier);
  const uintptr_t address = racelab::rt::Address(barrier);
  racelab::rt::Point(Op::kDestroy, address, RACELAB_CALLER);
  racelab::rt::CheckAlive(barrier, Op::kDestroy, RACELAB_CALLER);
  racelab::rt::CheckIdle(address, RACELAB_CALLER,
                         "a barrier is destroyed while a thread waits at it");
  racelab::rt::Count(barrier) = 0;
  return 0;
}

}  // extern "C"
