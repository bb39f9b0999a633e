// Stands in for the libc calls that perturbation delays or neuters, and passes them on.
//
// One definition serves both variants: a strong symbol in the executable wins over libc's, and over
// TSan's interceptors, which are weak. The real function is TSan's interceptor where there is one,
// else the next definition in line. References in shared libraries (libboost_thread starts
// threads, libstdc++ waits on condition variables) come here as well.
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/futex.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <initializer_list>

#include "checker/harness/perturb_plan.h"
#include "checker/harness/record_writer.h"
#include "checker/harness/stacks.h"

#if RACELAB_TSAN
extern "C" void __tsan_func_entry(void* return_address);
extern "C" void __tsan_func_exit();
#endif

namespace racelab {
namespace {

// glibc keeps two versions of the condition variables' functions, and dlsym() may give the old one.
RACELAB_UNINSTRUMENTED void* Next(const char* name) {
  void* found = dlvsym(RTLD_NEXT, name, "GLIBC_2.3.2");
  return found != nullptr ? found : dlsym(RTLD_NEXT, name);
}

// While it lives, TSan's stacks have the place that called the stand-in.
struct Frame {
#if RACELAB_TSAN
  RACELAB_UNINSTRUMENTED explicit Frame(void* caller) : shown(plan.started && IsNumberedThread()) {
    if (shown) __tsan_func_entry(caller);
  }
  RACELAB_UNINSTRUMENTED ~Frame() {
    if (shown) __tsan_func_exit();
  }
  bool shown;
#else
  explicit Frame(void*) {}
#endif
};

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

using racelab::Frame;
using racelab::LocksDoNothing;
using racelab::NoSleep;
using racelab::plan;

// The real function behind a stand-in.
#define RACELAB_REAL(result, name, parameters)                                                  \
  extern "C" __attribute__((weak)) result __interceptor_##name parameters;                      \
  namespace {                                                                                   \
  RACELAB_UNINSTRUMENTED auto Real_##name() -> result(*) parameters {                           \
    if (&__interceptor_##name != nullptr) return &__interceptor_##name;                         \
    static result(*found) parameters = nullptr;                                                 \
    if (found == nullptr) found = reinterpret_cast<result(*) parameters>(racelab::Next(#name)); \
    return found;                                                                               \
  }                                                                                             \
  }

// The head of a stand-in; `caller` is where it returns to.
#define RACELAB_STAND_IN(result, name, parameters) \
  RACELAB_REAL(result, name, parameters)           \
  extern "C" RACELAB_UNINSTRUMENTED __attribute__((visibility("default"))) result name parameters

#define RACELAB_CALLER()                            \
  void* const caller = __builtin_return_address(0); \
  const Frame frame(caller)

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

#if RACELAB_TSAN
extern "C" void __tsan_acquire(void* at);
extern "C" void __tsan_release(void* at);

namespace racelab {
namespace {

constexpr int kOnceNew = 0, kOnceRunning = 1, kOnceDone = 2;  // pthread_once_t, as in glibc

// Tells how a try of pthread_once ended, also when it throws.
struct OnceRun {
  RACELAB_UNINSTRUMENTED ~OnceRun() {
    __tsan_release(once);
    __atomic_store_n(once, result, __ATOMIC_RELEASE);
    syscall(SYS_futex, once, FUTEX_WAKE, INT_MAX);
  }
  pthread_once_t* const once;
  int result = kOnceNew;
};

}  // namespace
}  // namespace racelab

using racelab::kOnceDone;
using racelab::kOnceNew;
using racelab::kOnceRunning;
using racelab::OnceRun;

// The two functions of libc that libgcc's unwinder calls (nm -D libgcc_s.so.1).

// ThreadSanitizer's own leaves a once "running" for ever when the function throws.
extern "C" RACELAB_UNINSTRUMENTED __attribute__((visibility("default"))) int pthread_once(
    pthread_once_t* once, void (*function)()) {
  if (racelab::IsAnswering()) return 0;  // StartStacks has unwound before
  RACELAB_CALLER();
  int seen = kOnceNew;
  while ((seen = __atomic_load_n(once, __ATOMIC_ACQUIRE)) != kOnceDone) {
    if (seen == kOnceNew && __atomic_compare_exchange_n(once, &seen, kOnceRunning, false,
                                                        __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
      __tsan_acquire(once);  // of a try that has thrown
      OnceRun run{once};
      function();
      run.result = kOnceDone;
      return 0;
    }
    syscall(SYS_futex, once, FUTEX_WAIT, kOnceRunning, nullptr);
  }
  __tsan_acquire(once);
  return 0;
}

RACELAB_REAL(int, poll, (pollfd * descriptors, nfds_t count, int timeout))
RACELAB_REAL(int, sigaction, (int signal, const struct sigaction* action, struct sigaction* old))

namespace {

RACELAB_UNINSTRUMENTED bool IsOurs(int signal) {
  for (const int ours : {SIGUSR2, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS}) {
    if (signal == ours) return true;
  }
  return false;
}

// Whether a call that a handler has interrupted goes on: so say all handlers of the program.
RACELAB_UNINSTRUMENTED bool HandlersRestart() {
  for (int signal = 1; signal < NSIG; ++signal) {
    struct sigaction action = {};
    if (IsOurs(signal) || Real_sigaction()(signal, nullptr, &action) != 0) continue;
    const bool handled = action.sa_handler != SIG_DFL && action.sa_handler != SIG_IGN;
    if (handled && (action.sa_flags & SA_RESTART) == 0) return false;
  }
  return true;
}

// Waits until reading would not wait. False, with EINTR, after a handler that wants that.
RACELAB_UNINSTRUMENTED bool AwaitInput(int descriptor) {
  const int flags = fcntl(descriptor, F_GETFL);
  if (flags < 0 || (flags & O_NONBLOCK) != 0) return true;
  pollfd wanted = {descriptor, POLLIN, 0};
  while (Real_poll()(&wanted, 1, -1) < 0 && errno == EINTR) {
    if (!HandlersRestart()) return false;
  }
  return true;
}

}  // namespace

// TSan holds a signal back while a thread waits in read(), which the kernel then restarts: a
// handler that writes to the pipe would never run. In poll() it lets the handler run.
RACELAB_STAND_IN(ssize_t, read, (int descriptor, void* to, size_t bytes)) {
  RACELAB_CALLER();
  if (plan.started && !racelab::IsAnswering() && !AwaitInput(descriptor)) return -1;
  return Real_read()(descriptor, to, bytes);
}
RACELAB_STAND_IN(int, eventfd_read, (int descriptor, eventfd_t* value)) {
  RACELAB_CALLER();
  if (plan.started && !AwaitInput(descriptor)) return -1;
  return Real_eventfd_read()(descriptor, value);
}

RACELAB_STAND_IN(size_t, strlen, (const char* text)) {
  if (racelab::IsAnswering()) {
    const char* end = text;
    for (; *end != 0; ++end) asm("" : "+r"(end));  // else the compiler calls strlen
    return static_cast<size_t>(end - text);
  }
  RACELAB_CALLER();
  return Real_strlen()(text);
}
#endif
