// Stands in for functions of libc that work differently under ThreadSanitizer than without it.
#include <fcntl.h>
#include <limits.h>
#include <linux/futex.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio_ext.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <initializer_list>

#include "checker/harness/perturb_plan.h"
#include "checker/harness/stacks.h"
#include "checker/harness/stand_in.h"

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
using racelab::plan;

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

// TSan's own writes out what stdio holds, which is what exit() does: a child would print its
// parent's text once more.
RACELAB_STAND_IN(void, _exit, (int status)) {
  __fpurge(stdout);
  __fpurge(stderr);
  Real__exit()(status);
  __builtin_unreachable();
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
#endif  // RACELAB_TSAN
