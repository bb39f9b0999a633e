// Stands in for the libc calls that perturbation delays or neuters, and passes them on.
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <time.h>
#include <unistd.h>

#include <cstdint>

#include "checker/harness/perturb_plan.h"
#include "checker/harness/record_writer.h"
#include "checker/harness/stacks.h"
#include "checker/harness/stand_in.h"

namespace racelab {
namespace {

RACELAB_UNINSTRUMENTED bool LocksDoNothing(const void* caller) {
  return plan.no_locks && IsOurCaller(caller);
}

// TSan's own thread sleeps between its rounds; in gcc 11 it calls usleep for that.
RACELAB_UNINSTRUMENTED bool NoSleep() { return plan.no_sleep && IsNumberedThread(); }

// A spurious wakeup: what a condition variable may always do.
RACELAB_UNINSTRUMENTED int WakeSpuriously() {
  sched_yield();
  return 0;
}

struct Start {
  void* (*function)(void*);
  void* argument;
  uint64_t index;
  uint64_t mask;  // of signals
};

RACELAB_UNINSTRUMENTED void* RunThread(void* argument) {
  Start* start = static_cast<Start*>(argument);
  const Start copy = *start;
  delete start;
  AllowQuestions(copy.mask);
  SetThreadIndex(copy.index);
  DelayStart();
  void* const result = copy.function(copy.argument);
  HoldQuestions();
  return result;
}

}  // namespace
}  // namespace racelab

using racelab::LocksDoNothing;
using racelab::NoSleep;
using racelab::plan;

// A lock function that succeeds without doing anything under no-locks.
#define RACELAB_LOCK(name, type)               \
  RACELAB_STAND_IN(int, name, (type * lock)) { \
    RACELAB_CALLER();                          \
    if (LocksDoNothing(caller)) return 0;      \
    return Real_##name()(lock);                \
  }

// The same for an unlock, with a pause behind it.
#define RACELAB_UNLOCK(name, type)                                       \
  RACELAB_STAND_IN(int, name, (type * lock)) {                           \
    RACELAB_CALLER();                                                    \
    const int result = LocksDoNothing(caller) ? 0 : Real_##name()(lock); \
    racelab::DelayUnlock();                                              \
    return result;                                                       \
  }

// The same for a lock with a deadline.
#define RACELAB_TIMED_LOCK(name, type)                                        \
  RACELAB_STAND_IN(int, name, (type * lock, const timespec* deadline)) {      \
    RACELAB_CALLER();                                                         \
    if (LocksDoNothing(caller)) return 0;                                     \
    const timespec later = racelab::LaterDeadline(CLOCK_REALTIME, *deadline); \
    return Real_##name()(lock, &later);                                       \
  }

RACELAB_LOCK(pthread_mutex_lock, pthread_mutex_t)
RACELAB_LOCK(pthread_mutex_trylock, pthread_mutex_t)
RACELAB_TIMED_LOCK(pthread_mutex_timedlock, pthread_mutex_t)
RACELAB_UNLOCK(pthread_mutex_unlock, pthread_mutex_t)
RACELAB_LOCK(pthread_rwlock_rdlock, pthread_rwlock_t)
RACELAB_LOCK(pthread_rwlock_wrlock, pthread_rwlock_t)
RACELAB_LOCK(pthread_rwlock_tryrdlock, pthread_rwlock_t)
RACELAB_LOCK(pthread_rwlock_trywrlock, pthread_rwlock_t)
RACELAB_TIMED_LOCK(pthread_rwlock_timedrdlock, pthread_rwlock_t)
RACELAB_TIMED_LOCK(pthread_rwlock_timedwrlock, pthread_rwlock_t)
RACELAB_UNLOCK(pthread_rwlock_unlock, pthread_rwlock_t)
RACELAB_LOCK(pthread_spin_lock, pthread_spinlock_t)
RACELAB_LOCK(pthread_spin_trylock, pthread_spinlock_t)
RACELAB_UNLOCK(pthread_spin_unlock, pthread_spinlock_t)
RACELAB_LOCK(sem_wait, sem_t)
RACELAB_LOCK(sem_trywait, sem_t)
RACELAB_TIMED_LOCK(sem_timedwait, sem_t)

RACELAB_STAND_IN(int, pthread_cond_wait, (pthread_cond_t * condition, pthread_mutex_t* mutex)) {
  RACELAB_CALLER();
  if (LocksDoNothing(caller)) return racelab::WakeSpuriously();
  racelab::DelayWait();
  return Real_pthread_cond_wait()(condition, mutex);
}

RACELAB_STAND_IN(int, pthread_cond_timedwait,
                 (pthread_cond_t * condition, pthread_mutex_t* mutex, const timespec* deadline)) {
  RACELAB_CALLER();
  if (LocksDoNothing(caller)) return racelab::WakeSpuriously();
  racelab::DelayWait();
  // The condition variable's clock is not to be had; the deadline is near on one of the two.
  const timespec later = racelab::LaterDeadline(
      deadline->tv_sec > 1000000000 ? CLOCK_REALTIME : CLOCK_MONOTONIC, *deadline);
  return Real_pthread_cond_timedwait()(condition, mutex, &later);
}

RACELAB_STAND_IN(int, pthread_cond_clockwait,
                 (pthread_cond_t * condition, pthread_mutex_t* mutex, clockid_t clock,
                  const timespec* deadline)) {
  RACELAB_CALLER();
  if (LocksDoNothing(caller)) return racelab::WakeSpuriously();
  racelab::DelayWait();
  const timespec later = racelab::LaterDeadline(clock, *deadline);
  return Real_pthread_cond_clockwait()(condition, mutex, clock, &later);
}

RACELAB_STAND_IN(int, pthread_create,
                 (pthread_t * thread, const pthread_attr_t* attributes, void* (*function)(void*),
                  void* argument)) {
  RACELAB_CALLER();
  static uint64_t threads = 0;
  if (!plan.started) return Real_pthread_create()(thread, attributes, function, argument);
  const uint64_t index = __atomic_add_fetch(&threads, 1, __ATOMIC_RELAXED);
  const uint64_t mask = racelab::HoldQuestions();
  auto* start = new racelab::Start{function, argument, index, mask};
  const int result = Real_pthread_create()(thread, attributes, racelab::RunThread, start);
  racelab::AllowQuestions(mask);
  if (result != 0) delete start;
  return result;
}

RACELAB_STAND_IN(int, nanosleep, (const timespec* time, timespec* left)) {
  RACELAB_CALLER();
  if (NoSleep()) return sched_yield();
  return Real_nanosleep()(time, left);
}

RACELAB_STAND_IN(int, clock_nanosleep,
                 (clockid_t clock, int flags, const timespec* time, timespec* left)) {
  RACELAB_CALLER();
  if (NoSleep()) return sched_yield();
  return Real_clock_nanosleep()(clock, flags, time, left);
}

RACELAB_STAND_IN(int, usleep, (useconds_t microseconds)) {
  RACELAB_CALLER();
  if (NoSleep()) return sched_yield();
  return Real_usleep()(microseconds);
}

RACELAB_STAND_IN(unsigned, sleep, (unsigned seconds)) {
  RACELAB_CALLER();
  if (NoSleep()) return sched_yield();
  return Real_sleep()(seconds);
}

// The predicate of Boost.Thread's sleeps (boost_sleep.h): once it is true, the sleep is over.
namespace boost::this_thread::hidden {
bool always_false();
RACELAB_UNINSTRUMENTED bool always_false() { return plan.no_sleep; }
}  // namespace boost::this_thread::hidden
