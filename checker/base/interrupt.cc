// The signal handlers behind Interrupted(): they set a flag and make an eventfd readable.
#include "checker/base/interrupt.h"

#include <signal.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdint>
#include <initializer_list>

namespace racelab {
namespace {

std::atomic<bool> was_interrupted{false};
std::atomic<int> descriptor{-1};
static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<int>::is_always_lock_free,
              "a signal handler must not wait for a lock");

void OnSignal(int) {
  const int saved_errno = errno;
  was_interrupted = true;
  const uint64_t one = 1;
  // The descriptor is non-blocking and never read; when its counter is full it is readable anyway.
  [[maybe_unused]] const ssize_t written = write(descriptor, &one, sizeof one);
  errno = saved_errno;
}

}  // namespace

void CatchInterrupts() {
  if (descriptor >= 0) return;
  descriptor = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  struct sigaction action = {};
  action.sa_handler = OnSignal;
  action.sa_flags = SA_RESTART;  // whoever waits, polls InterruptDescriptor()
  sigemptyset(&action.sa_mask);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaction(signal, &action, nullptr);
}

bool Interrupted() { return was_interrupted; }

int InterruptDescriptor() { return descriptor; }

}  // namespace racelab
