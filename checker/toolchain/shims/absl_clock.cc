// Shim of the variants that are not plain: the clock and the sleep of Abseil, by the system's
// calls.
//
// The packaged library reckons the time from the processor's counter. In the explorer, where hours
// pass in no time, it would stand nearly still, and be another one in every execution.
#include <time.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>

#include "absl/time/clock.h"
#include "absl/time/time.h"

#ifndef ABSL_INTERNAL_C_SYMBOL  // in 20200923 and before
#define ABSL_INTERNAL_C_SYMBOL(name) name
#endif

namespace absl {
ABSL_NAMESPACE_BEGIN

int64_t GetCurrentTimeNanos() {
  timespec now = {};
  clock_gettime(CLOCK_REALTIME, &now);
  return now.tv_sec * int64_t{1'000'000'000} + now.tv_nsec;
}

Time Now() { return FromUnixNanos(GetCurrentTimeNanos()); }

ABSL_NAMESPACE_END
}  // namespace absl

extern "C" void ABSL_INTERNAL_C_SYMBOL(AbslInternalSleepFor)(absl::Duration duration) {
  timespec left = absl::ToTimespec(std::max(duration, absl::ZeroDuration()));
  while (nanosleep(&left, &left) != 0 && errno == EINTR) {
  }
}
