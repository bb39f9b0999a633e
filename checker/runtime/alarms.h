// Signals that virtual time brings: alarm(), setitimer(), and the timers of timer_create().
//
// One comes when nothing else can happen before, or when a plan lets it come early, as on a machine
// that is busy.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_ALARMS_H_
#define RACELAB_CHECKER_RUNTIME_ALARMS_H_

#include <cstdint>

#include "checker/runtime/process.h"

namespace racelab::rt {

// Sets one of the caller's process: it comes at `at` of virtual time, and from then on again and
// again; 0: not at all. A scheduling point.
void SetAlarm(uint32_t number, uint64_t at, uint64_t again, uint32_t pc);
// How long it is until one comes; 0: it does not.
uint64_t TimeLeft(const Alarm& alarm);

// What virtual time, or a plan that says so, has brought.
void RingAlarms();
// It comes now, at the point that was chosen for it.
inline void Come(Alarm& alarm, uint64_t now) {
  alarm.at = now == 0 ? 1 : now;
  alarm.comes = true;
}
// What brings a signal to a task next, of all that time brings it; null when that is none.
Alarm* NextAlarm(const Task* task);
// What starts a thread next, whoever asked for that, and comes before `deadline`; or null.
Alarm* NextEvent(uint64_t deadline);
inline bool AlarmComes(const Task* task) { return NextAlarm(task) != nullptr; }

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_ALARMS_H_
