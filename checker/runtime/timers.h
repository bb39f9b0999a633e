// Timers behind descriptors (timerfd), in virtual time.
//
// For the kernel such a descriptor is an event descriptor, so that reading, polling, dup and fork
// work as usual. What has expired is written to it when somebody looks.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_TIMERS_H_
#define RACELAB_CHECKER_RUNTIME_TIMERS_H_

#include <sys/timerfd.h>

#include <cstdint>

#include "checker/runtime/descriptor.h"

namespace racelab::rt {

inline constexpr uint64_t kNever = ~uint64_t{0};

// These return -errno as the kernel does.
long NewTimer(int clock, int flags);
long SetTimer(int descriptor, int flags, const itimerspec& value, itimerspec* old);
long GetTimer(int descriptor, itimerspec* value);

bool IsTimer(int descriptor);
// Writes to a descriptor how often its timer has expired. Returns when it expires next; kNever
// when it does not, or is no timer.
uint64_t UpdateTimer(int descriptor);

// A read of a timer; `call` is the kernel's.
template <typename Call>
long ReadTimer(int descriptor, uint32_t pc, const Call& call) {
  const uintptr_t channel = ChannelOf(descriptor);
  const bool waits = PatienceOf(descriptor).waits;
  Point({Op::kTransfer, pc, 0, 0, false, 0, channel});
  long result;
  for (;;) {
    const uint64_t next = UpdateTimer(descriptor);
    result = WithoutBlocking(descriptor, 0, call);
    if (result != -EAGAIN) break;
    if (!waits) {
      PassTime();
      break;
    }
    AwaitChange(channel, false, pc, next != kNever, next);
  }
  RecordTransfer(Transfer::kRead, channel, result, pc);
  return result;
}

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_TIMERS_H_
