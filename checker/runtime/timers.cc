// The table of timers.
#include "checker/runtime/timers.h"

#include "checker/runtime/os.h"
#include "checker/runtime/state.h"
#include "checker/runtime/time_spec.h"

namespace racelab::rt {

struct Timer {
  uintptr_t channel;
  int clock;
  uint64_t expiry;  // virtual nanoseconds; 0: not armed
  uint64_t interval;
};

constexpr uint32_t kTimers = 64;
struct Timers {
  Timer list[kTimers];
  uint32_t count;
};

namespace {

Timer* TimerOf(int descriptor) {
  if (state.timers == nullptr) return nullptr;
  const uintptr_t channel = ChannelOf(descriptor);
  for (uint32_t i = state.timers->count; i > 0; --i) {
    if (state.timers->list[i - 1].channel == channel) return &state.timers->list[i - 1];
  }
  return nullptr;
}

itimerspec Left(const Timer& timer) {
  const bool armed = timer.expiry != 0;
  const uint64_t left = timer.expiry > state.now ? timer.expiry - state.now : 1;
  return {ToTime(timer.interval), ToTime(armed ? left : 0)};
}

}  // namespace

long NewTimer(int clock, int flags) {
  if (state.timers == nullptr) state.timers = NewCommon<Timers>();
  Timers& all = *state.timers;
  if (all.count == kTimers) Stop(trace::End::kLimit, "timers behind descriptors");
  const long descriptor = Sys(SYS_eventfd2, 0, flags);
  if (descriptor < 0) return descriptor;
  NewEventDescriptor(static_cast<int>(descriptor));
  all.list[all.count++] = {ChannelOf(static_cast<int>(descriptor)), clock, 0, 0};
  return descriptor;
}

long SetTimer(int descriptor, int flags, const itimerspec& value, itimerspec* old) {
  Timer* timer = TimerOf(descriptor);
  if (timer == nullptr) return Sys(SYS_fcntl, descriptor, F_GETFD) < 0 ? -EBADF : -EINVAL;
  if (!IsValid(value.it_value) || !IsValid(value.it_interval)) return -EINVAL;
  UpdateTimer(descriptor);
  if (old != nullptr) *old = Left(*timer);
  uint64_t expired;  // is forgotten
  WithoutBlocking(descriptor, 0, [&] {
    return Sys(SYS_read, descriptor, reinterpret_cast<long>(&expired), sizeof expired);
  });
  timer->interval = Nanoseconds(value.it_interval);
  timer->expiry = 0;
  if (Nanoseconds(value.it_value) == 0) return 0;
  timer->expiry = (flags & TFD_TIMER_ABSTIME) != 0
                      ? Deadline(timer->clock, value.it_value.tv_sec, value.it_value.tv_nsec)
                      : state.now + Nanoseconds(value.it_value);
  if (timer->expiry == 0) timer->expiry = 1;
  return 0;
}

long GetTimer(int descriptor, itimerspec* value) {
  UpdateTimer(descriptor);
  const Timer* timer = TimerOf(descriptor);
  if (timer == nullptr) return Sys(SYS_fcntl, descriptor, F_GETFD) < 0 ? -EBADF : -EINVAL;
  PassTime();
  *value = Left(*timer);
  return 0;
}

bool IsTimer(int descriptor) { return TimerOf(descriptor) != nullptr; }

uint64_t UpdateTimer(int descriptor) {
  Timer* timer = TimerOf(descriptor);
  if (timer == nullptr || timer->expiry == 0) return kNever;
  if (timer->expiry > state.now) return timer->expiry;
  const uint64_t interval = timer->interval;
  const uint64_t times = interval == 0 ? 1 : 1 + (state.now - timer->expiry) / interval;
  timer->expiry = interval == 0 ? 0 : timer->expiry + times * interval;
  Sys(SYS_write, descriptor, reinterpret_cast<long>(&times), sizeof times);
  return timer->expiry == 0 ? kNever : timer->expiry;
}

}  // namespace racelab::rt
