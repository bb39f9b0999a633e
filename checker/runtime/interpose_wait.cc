// Stand-ins for semaphores, barriers, once and the guards of static variables.
#include <pthread.h>
#include <semaphore.h>
#include <sys/syscall.h>

#include <cerrno>
#include <climits>

#include "checker/runtime/api.h"
#include "checker/runtime/caller.h"
#include "checker/runtime/decisions.h"
#include "checker/runtime/detector.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/locks.h"
#include "checker/runtime/os.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/signal_model.h"
#include "checker/runtime/sync_object.h"

namespace racelab::rt {
namespace {

constexpr int kNew = 0, kRunning = 1, kDone = 2;  // pthread_once_t, as in glibc

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

// True when the caller is to do the work. `word` is kNew, kRunning or kDone.
template <typename T>
bool OnceEnter(T* word, uintptr_t address, uint32_t pc) {
  for (;;) {
    Point(Op::kOnce, address, pc);
    NoteValue(*word & 3);
    if ((*word & 3) == kDone) {
      AcquireFrom(ObjectAt(address));
      return false;
    }
    if ((*word & 3) == kRunning) continue;
    AcquireFrom(ObjectAt(address));
    Effect();
    return true;
  }
}

// Before the work is marked as done: others may look at it now. Nobody does while there is one
// task.
void OncePoint(uintptr_t address, uint32_t pc) {
  if (state.alive_count > 1) Point(Op::kNone, address, pc);
}

void OnceLeave(uintptr_t address) {
  ReleaseTo(ObjectAt(address));
  Effect();
}

// The work is done, or was given up by an exception.
void OnceEnd(int* word, int after, uint32_t pc) {
  OncePoint(Address(word), pc);
  *word = after;
  OnceLeave(Address(word));
}

// What a pthread_once whose function throws must do: put the flag back.
struct OnceRun {
  int* word;
  uint32_t pc;
  int after = kNew;
  ~OnceRun() { OnceEnd(word, after, pc); }
};

}  // namespace

void MarkAsMade(sem_t* semaphore) { Mark(semaphore) = kMade; }

}  // namespace racelab::rt

using racelab::rt::current;
using racelab::rt::Op;

extern "C" {

int sem_init(sem_t* semaphore, int shared, unsigned value) noexcept {
  if (current != nullptr) {
    racelab::rt::ForgetObjects(racelab::rt::Address(semaphore), sizeof *semaphore);
  }
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

int pthread_once(pthread_once_t* once, void (*function)()) {
  if (current == nullptr) return RACELAB_REAL(pthread_once)(once, function);
  const uintptr_t address = racelab::rt::Address(once);
  if (!racelab::rt::OnceEnter(once, address, RACELAB_CALLER)) return 0;
  *once = racelab::rt::kRunning;
  racelab::rt::OnceRun run{once, RACELAB_CALLER};
  function();
  run.after = racelab::rt::kDone;
  return 0;
}

// For the shim of boost::call_once, whose flags say the same with the same numbers.
int racelab_once_enter(int* word) {
  if (!racelab::rt::OnceEnter(word, racelab::rt::Address(word), RACELAB_CALLER)) return 0;
  *word = racelab::rt::kRunning;
  return 1;
}
void racelab_once_leave(int* word, int done) {
  racelab::rt::OnceEnd(word, done != 0 ? racelab::rt::kDone : racelab::rt::kNew, RACELAB_CALLER);
}

// Guards of static variables (Itanium C++ ABI): byte 0 says that the variable is there. Byte 1 is
// ours: 1 while it is being made.
int __cxa_guard_acquire(unsigned char* guard) {
  if (current == nullptr) {
    if (__atomic_load_n(guard, __ATOMIC_ACQUIRE) != 0) return 0;
    for (;;) {
      unsigned char idle = 0;
      if (__atomic_compare_exchange_n(guard + 1, &idle, 1, false, __ATOMIC_ACQ_REL,
                                      __ATOMIC_ACQUIRE)) {
        if (__atomic_load_n(guard, __ATOMIC_ACQUIRE) == 0) return 1;
        __atomic_store_n(guard + 1, 0, __ATOMIC_RELEASE);
        return 0;
      }
      if (__atomic_load_n(guard, __ATOMIC_ACQUIRE) != 0) return 0;
      racelab::rt::Sys(SYS_sched_yield);
    }
  }
  const uintptr_t address = racelab::rt::Address(guard);
  for (;;) {
    racelab::rt::Point({Op::kOnce, RACELAB_CALLER, address, 1, false, 0});
    racelab::rt::AcquireFrom(racelab::rt::ObjectAt(address));
    racelab::rt::NoteValue(guard[0] != 0 ? racelab::rt::kDone : racelab::rt::kNew);
    if (guard[0] != 0) return 0;
    if (guard[1] == 0) break;
  }
  guard[1] = 1;
  racelab::rt::Effect();
  return 1;
}
void __cxa_guard_release(unsigned char* guard) {
  if (current != nullptr) racelab::rt::OncePoint(racelab::rt::Address(guard), RACELAB_CALLER);
  __atomic_store_n(guard, 1, __ATOMIC_RELEASE);
  __atomic_store_n(guard + 1, 0, __ATOMIC_RELEASE);
  if (current != nullptr) racelab::rt::OnceLeave(racelab::rt::Address(guard));
}
void __cxa_guard_abort(unsigned char* guard) {
  if (current != nullptr) racelab::rt::OncePoint(racelab::rt::Address(guard), RACELAB_CALLER);
  __atomic_store_n(guard + 1, 0, __ATOMIC_RELEASE);
  if (current != nullptr) racelab::rt::OnceLeave(racelab::rt::Address(guard));
}

}  // extern "C"
