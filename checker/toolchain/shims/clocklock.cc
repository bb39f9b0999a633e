// Shim of the tsan variant: pthread_mutex_clocklock by way of pthread_mutex_timedlock.
//
// std::timed_mutex::try_lock_for calls the former, which ThreadSanitizer of g++ 12 and clang 14
// does not know: they see an unlock without a lock and report races in correct code.
#include <errno.h>
#include <pthread.h>
#include <time.h>

namespace {

constexpr long kSecond = 1'000'000'000;

// The moment `deadline` of `clock`, as a time of the clock that timedlock uses.
timespec OnRealtimeClock(clockid_t clock, const timespec& deadline) {
  timespec then = {}, now = {};
  clock_gettime(clock, &then);
  clock_gettime(CLOCK_REALTIME, &now);
  long nanoseconds = now.tv_nsec + deadline.tv_nsec - then.tv_nsec;
  time_t seconds = now.tv_sec + deadline.tv_sec - then.tv_sec;
  if (nanoseconds < 0) nanoseconds += kSecond, --seconds;
  if (nanoseconds >= kSecond) nanoseconds -= kSecond, ++seconds;
  return timespec{.tv_sec = seconds, .tv_nsec = nanoseconds};
}

}  // namespace

extern "C" int pthread_mutex_clocklock(pthread_mutex_t* mutex, clockid_t clock,
                                       const timespec* deadline) noexcept {
  if (clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC) return EINVAL;
  const timespec until = OnRealtimeClock(clock, *deadline);
  return pthread_mutex_timedlock(mutex, &until);
}
