// Stand-ins for alarm(), setitimer() and the timers of timer_create(), in virtual time.
#include <signal.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>

#include "checker/runtime/alarms.h"
#include "checker/runtime/caller.h"
#include "checker/runtime/descriptor.h"
#include "checker/runtime/event_thread.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/os.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/signal_model.h"
#include "checker/runtime/time_spec.h"

namespace racelab::rt {
namespace {

constexpr uint64_t kMicrosecond = 1000;

uint64_t FromTimeval(const timeval& time) {
  return static_cast<uint64_t>(time.tv_sec) * kSecond +
         static_cast<uint64_t>(time.tv_usec) * kMicrosecond;
}
timeval ToTimeval(uint64_t length) {
  return {static_cast<time_t>(length / kSecond),
          static_cast<suseconds_t>(length % kSecond / kMicrosecond)};
}

// Where setitimer() has its alarms; kAlarms when there is no such timer.
uint32_t NumberOf(__itimer_which_t which) {
  if (which == ITIMER_REAL) return 0;
  if (which == ITIMER_VIRTUAL) return kFirstAlarmOfWork;
  return which == ITIMER_PROF ? kFirstAlarmOfWork + 1 : kAlarms;
}

// One of alarm() and setitimer(), which every process has.
Alarm& AlarmAt(uint32_t number) {
  constexpr uint8_t kSignals[] = {SIGALRM, SIGVTALRM, SIGPROF};
  Alarm& alarm = state.processes[here].alarms[number];
  alarm.signal = kSignals[number == 0 ? 0 : number - kFirstAlarmOfWork + 1];
  alarm.task = trace::kMaxTasks;
  alarm.of_work = number != 0;
  return alarm;
}

// Returns the time that was left.
uint64_t SetAlarmAt(uint32_t number, uint64_t length, uint64_t again, uint32_t pc) {
  const uint64_t left = TimeLeft(AlarmAt(number));
  SetAlarm(number, length == 0 ? 0 : state.now + length, again, pc);
  return left;
}

// What timer_create() has named; null when that is none of this process.
Alarm* AlarmOf(timer_t timer) {
  const auto number = reinterpret_cast<uintptr_t>(timer);
  if (number == 0 || number >= kFirstAlarmOfWork) return nullptr;
  Alarm& alarm = state.processes[here].alarms[number];
  return alarm.number == number ? &alarm : nullptr;
}

// Returns 0 or -errno.
int ReadEvent(const sigevent* event, Alarm& alarm, uint32_t pc) {
  alarm.task = trace::kMaxTasks;
  alarm.signal = SIGALRM;
  alarm.value = alarm.number;
  if (event == nullptr) return 0;
  alarm.value = reinterpret_cast<uint64_t>(event->sigev_value.sival_ptr);
  switch (event->sigev_notify) {
    case SIGEV_NONE: alarm.signal = 0; return 0;
    case SIGEV_THREAD:
      alarm.task = EventTask(pc);
      alarm.signal = kEventSignal;
      alarm.value = NewEventCall(*event, pc);
      return 0;
    case SIGEV_THREAD_ID: {
      const auto id = static_cast<uint32_t>(event->_sigev_un._tid - kFirstThread);
      if (id >= state.task_count || state.tasks[id]->process != here) return -EINVAL;
      alarm.task = static_cast<uint16_t>(id);
      break;
    }
    case SIGEV_SIGNAL: break;
    default: return -EINVAL;
  }
  if (!IsSignal(event->sigev_signo)) return -EINVAL;
  alarm.signal = static_cast<uint8_t>(event->sigev_signo);
  return 0;
}

// Returns 0 or -errno.
int NewTimer(clockid_t clock, const sigevent* event, timer_t* timer, uint32_t pc) {
  Process& process = state.processes[here];
  for (uint32_t number = 1; number < kFirstAlarmOfWork; ++number) {
    Alarm& alarm = process.alarms[number];
    if (alarm.number != 0) continue;
    alarm = {};
    alarm.number = static_cast<uint8_t>(number);
    alarm.clock = clock;
    // Those below 0 are clocks of other processes and threads.
    alarm.of_work =
        clock == CLOCK_PROCESS_CPUTIME_ID || clock == CLOCK_THREAD_CPUTIME_ID || clock < 0;
    if (const int error = ReadEvent(event, alarm, pc); error != 0) {
      alarm = {};
      return error;
    }
    *timer = reinterpret_cast<timer_t>(uintptr_t{number});
    return 0;
  }
  Stop(trace::End::kLimit, "timers of timer_create()");
}

itimerspec Setting(const Alarm& alarm) { return {ToTime(alarm.again), ToTime(TimeLeft(alarm))}; }

// Returns 0 or -errno.
int SetTimer(Alarm* alarm, int flags, const itimerspec& to, itimerspec* old, uint32_t pc) {
  if (alarm == nullptr || !IsValid(to.it_value) || !IsValid(to.it_interval)) return -EINVAL;
  if (old != nullptr) *old = Setting(*alarm);
  uint64_t at = 0;
  if (Nanoseconds(to.it_value) != 0) {
    at = (flags & TIMER_ABSTIME) != 0
             ? Deadline(alarm->clock, to.it_value.tv_sec, to.it_value.tv_nsec)
             : state.now + Nanoseconds(to.it_value);
    if (at == 0) at = 1;
  }
  SetAlarm(alarm->number, at, Nanoseconds(to.it_interval), pc);
  return 0;
}

}  // namespace
}  // namespace racelab::rt

using racelab::rt::Alarm;
using racelab::rt::AlarmOf;
using racelab::rt::Answer;
using racelab::rt::current;

extern "C" {

[[gnu::weak]] unsigned alarm(unsigned seconds) noexcept {
  if (current == nullptr) return RACELAB_REAL(alarm)(seconds);
  const uint64_t second = racelab::rt::kSecond;
  const uint64_t left = racelab::rt::SetAlarmAt(0, seconds * second, 0, RACELAB_CALLER);
  return static_cast<unsigned>((left + second - 1) / second);
}
useconds_t ualarm(useconds_t length, useconds_t again) noexcept {
  if (current == nullptr) return RACELAB_REAL(ualarm)(length, again);
  const uint64_t micro = racelab::rt::kMicrosecond;
  const uint64_t left = racelab::rt::SetAlarmAt(0, length * micro, again * micro, RACELAB_CALLER);
  return static_cast<useconds_t>((left + micro - 1) / micro);
}
int setitimer(__itimer_which_t which, const itimerval* to, itimerval* old) noexcept {
  if (current == nullptr) return RACELAB_REAL(setitimer)(which, to, old);
  const uint32_t number = racelab::rt::NumberOf(which);
  if (number == racelab::rt::kAlarms) return static_cast<int>(Answer(-EINVAL));
  const uint64_t again = racelab::rt::AlarmAt(number).again;
  const uint64_t left =
      racelab::rt::SetAlarmAt(number, racelab::rt::FromTimeval(to->it_value),
                              racelab::rt::FromTimeval(to->it_interval), RACELAB_CALLER);
  if (old != nullptr) *old = {racelab::rt::ToTimeval(again), racelab::rt::ToTimeval(left)};
  return 0;
}
int getitimer(__itimer_which_t which, itimerval* now) noexcept {
  if (current == nullptr) return RACELAB_REAL(getitimer)(which, now);
  const uint32_t number = racelab::rt::NumberOf(which);
  if (number == racelab::rt::kAlarms) return static_cast<int>(Answer(-EINVAL));
  const Alarm& alarm = racelab::rt::AlarmAt(number);
  racelab::rt::PassTime();
  *now = {racelab::rt::ToTimeval(alarm.again),
          racelab::rt::ToTimeval(racelab::rt::TimeLeft(alarm))};
  return 0;
}

int timer_create(clockid_t clock, sigevent* event, timer_t* timer) noexcept {
  if (current == nullptr) return RACELAB_REAL(timer_create)(clock, event, timer);
  return static_cast<int>(Answer(racelab::rt::NewTimer(clock, event, timer, RACELAB_CALLER)));
}
int timer_settime(timer_t timer, int flags, const itimerspec* to, itimerspec* old) noexcept {
  if (current == nullptr) return RACELAB_REAL(timer_settime)(timer, flags, to, old);
  return static_cast<int>(
      Answer(racelab::rt::SetTimer(AlarmOf(timer), flags, *to, old, RACELAB_CALLER)));
}
int timer_gettime(timer_t timer, itimerspec* now) noexcept {
  if (current == nullptr) return RACELAB_REAL(timer_gettime)(timer, now);
  const Alarm* alarm = AlarmOf(timer);
  if (alarm == nullptr) return static_cast<int>(Answer(-EINVAL));
  racelab::rt::PassTime();
  *now = racelab::rt::Setting(*alarm);
  return 0;
}
int timer_getoverrun(timer_t timer) noexcept {
  if (current == nullptr) return RACELAB_REAL(timer_getoverrun)(timer);
  const Alarm* alarm = AlarmOf(timer);
  return static_cast<int>(Answer(alarm == nullptr ? -EINVAL : alarm->overruns));
}
int timer_delete(timer_t timer) noexcept {
  if (current == nullptr) return RACELAB_REAL(timer_delete)(timer);
  Alarm* alarm = AlarmOf(timer);
  if (alarm == nullptr) return static_cast<int>(Answer(-EINVAL));
  if (alarm->signal == racelab::rt::kEventSignal) racelab::rt::ForgetEventCall(alarm->value);
  *alarm = {};
  return 0;
}

}  // extern "C"
