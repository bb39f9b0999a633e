// Stand-ins for clocks and sleeps: time is virtual. A sleep orders nothing, and lasts no time at
// all.
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>

#include "checker/runtime/alarms.h"
#include "checker/runtime/caller.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/os.h"
#include "checker/runtime/program_access.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/signal_model.h"
#include "checker/runtime/spans.h"
#include "checker/runtime/time_spec.h"

namespace racelab::rt {
namespace {

// The same in every execution, so that a program which looks at a clock does the same again.
constexpr uint64_t kRealStart = 1700000000 * kSecond;
constexpr uint64_t kMonotonicStart = 1000 * kSecond;
constexpr uint64_t kTick = 1000;     // each look at a clock
constexpr uint64_t kLook = 1000000;  // and at a timer

// A clock of the processor time of a process or a thread; those that libc makes are negative.
bool CountsWork(int clock) {
  return clock < 0 || clock == CLOCK_PROCESS_CPUTIME_ID || clock == CLOCK_THREAD_CPUTIME_ID;
}

uint64_t StartOf(int clock) {
  if (CountsWork(clock)) return 0;
  return clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE || clock == CLOCK_TAI
             ? kRealStart
             : kMonotonicStart;
}

// Who only looks at the clock, again and again, waits for a time: it passes the faster, the longer
// nothing else happens.
uint64_t Tick() {
  constexpr uint32_t kPatient = 2048, kMostShifts = 14;
  const uint32_t shifts = state.looks++ / kPatient;
  return kTick << (shifts < kMostShifts ? shifts : kMostShifts);
}

uint64_t Now(int clock) {
  if (state.alive_count > 1) ++state.outcome->clocks;
  return StartOf(clock) + (state.now += Tick());
}

// Threads that timers start while the caller sleeps can run, up to so many of them.
void LetEventsCome(uint64_t deadline, uint32_t pc) {
  constexpr uint32_t kMost = 16;
  for (uint32_t i = 0; i < kMost; ++i) {
    const Alarm* event = NextEvent(deadline);
    if (event == nullptr) return;
    if (event->at > state.now) state.now = event->at;
    RingAlarms();
    Point({Op::kYield, pc, 0, 0, false, 0});
  }
}

// Returns the time that was left when a signal ended it.
uint64_t Sleep(uint64_t deadline, uint32_t pc) {
  const uint64_t length = deadline > state.now ? deadline - state.now : 0;
  LetEventsCome(deadline, pc);
  Point({Op::kSleep, pc, 0, 0, false, deadline});
  Record(Op::kSleep, 0, 0, pc);
  const Alarm* alarm = NextAlarm(current);
  const bool rings = alarm != nullptr && alarm->at < deadline;  // time goes on to there first
  bool interrupted = Interrupted(false);
  if (!interrupted && rings) {
    if (alarm->at > state.now) state.now = alarm->at;
    RingAlarms();
    bool restarts = true;
    interrupted = TakeSignals(restarts);
  }
  if (interrupted && deadline > state.now) return deadline - state.now;
  SpendUnits(current, length);
  if (deadline > state.now) state.now = deadline;
  return 0;
}

// The answer of nanosleep.
int Slept(uint64_t left, timespec* out) {
  if (left == 0) return 0;
  if (out != nullptr) *out = ToTime(left);
  return EINTR;
}

int Fail(int error) {
  if (error == 0) return 0;
  errno = error;
  return -1;
}

// A clock that the explorer does not keep is the kernel's to refuse.
bool IsRefused(int clock) {
  timespec time;
  if (clock <= CLOCK_TAI) return false;  // the kernel does not know that of a parked thread
  return Sys(SYS_clock_gettime, clock, reinterpret_cast<long>(&time)) < 0;
}

uint64_t After(const timespec& time) { return state.now + Nanoseconds(time); }

}  // namespace

void PassTime() { state.now += kLook; }

uint64_t Deadline(int clock, int64_t seconds, int64_t nanoseconds) {
  const auto start = static_cast<int64_t>(StartOf(clock));
  int64_t time = 0;
  if (__builtin_mul_overflow(seconds, static_cast<int64_t>(kSecond), &time) ||
      __builtin_add_overflow(time, nanoseconds, &time)) {
    time = seconds < 0 ? 0 : INT64_MAX;
  }
  return time < start ? 0 : static_cast<uint64_t>(time - start);
}

bool IsOver(uint64_t deadline) {
  if (deadline > state.now) return false;
  if (deadline > 0 && state.alive_count > 1) ++state.outcome->clocks;  // as if it had looked
  return true;
}

bool NoSuchTime(int clock, const timespec& time) {
  const bool known = clock == CLOCK_REALTIME || clock == CLOCK_MONOTONIC;
  return !known || time.tv_nsec < 0 || time.tv_nsec >= static_cast<long>(kSecond);
}

}  // namespace racelab::rt

using racelab::rt::current;
using racelab::rt::kSecond;

extern "C" {

int clock_gettime(clockid_t clock, timespec* time) noexcept {
  if (current == nullptr) return RACELAB_REAL(clock_gettime)(clock, time);
  if (racelab::rt::IsRefused(clock)) return racelab::rt::Fail(EINVAL);
  const uint64_t now = racelab::rt::Now(clock);
  RACELAB_WRITES(time, sizeof *time);
  *time = racelab::rt::ToTime(now);
  return 0;
}
int gettimeofday(timeval* time, void* zone) noexcept {
  if (current == nullptr) return RACELAB_REAL(gettimeofday)(time, zone);
  const uint64_t now = racelab::rt::Now(CLOCK_REALTIME);
  RACELAB_WRITES(time, sizeof *time);
  *time = {static_cast<time_t>(now / kSecond), static_cast<long>(now % kSecond / 1000)};
  return 0;
}
time_t time(time_t* out) noexcept {
  if (current == nullptr) return RACELAB_REAL(time)(out);
  const auto now = static_cast<time_t>(racelab::rt::Now(CLOCK_REALTIME) / kSecond);
  if (out == nullptr) return now;
  RACELAB_WRITES(out, sizeof *out);
  return *out = now;
}

int nanosleep(const timespec* time, timespec* left) {
  if (current == nullptr) return RACELAB_REAL(nanosleep)(time, left);
  if (!racelab::rt::IsValid(*time)) return racelab::rt::Fail(EINVAL);
  const uint64_t remains = racelab::rt::Sleep(racelab::rt::After(*time), RACELAB_CALLER);
  return racelab::rt::Fail(racelab::rt::Slept(remains, left));
}
int clock_nanosleep(clockid_t clock, int flags, const timespec* time, timespec* left) {
  if (current == nullptr) return RACELAB_REAL(clock_nanosleep)(clock, flags, time, left);
  if (!racelab::rt::IsValid(*time) || racelab::rt::IsRefused(clock)) return EINVAL;
  const uint64_t deadline = (flags & TIMER_ABSTIME) != 0
                                ? racelab::rt::Deadline(clock, time->tv_sec, time->tv_nsec)
                                : racelab::rt::After(*time);
  const uint64_t remains = racelab::rt::Sleep(deadline, RACELAB_CALLER);
  return racelab::rt::Slept(remains, (flags & TIMER_ABSTIME) != 0 ? nullptr : left);
}
int usleep(useconds_t microseconds) {
  if (current == nullptr) return RACELAB_REAL(usleep)(microseconds);
  const uint64_t until = racelab::rt::state.now + microseconds * uint64_t{1000};
  return racelab::rt::Fail(racelab::rt::Slept(racelab::rt::Sleep(until, RACELAB_CALLER), nullptr));
}
[[gnu::weak]] unsigned sleep(unsigned seconds) {
  if (current == nullptr) return RACELAB_REAL(sleep)(seconds);
  const uint64_t left =
      racelab::rt::Sleep(racelab::rt::state.now + seconds * kSecond, RACELAB_CALLER);
  return static_cast<unsigned>((left + kSecond - 1) / kSecond);
}

}  // extern "C"
