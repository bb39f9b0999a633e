// What perturb.cc (decides) and interpose.cc (stands in for the calls) share.
//
// **Thread safety**: `plan` is written once before the first thread; the functions use no lock and
// no atomic, so they add no order between threads that would hide a race from TSan.
#ifndef RACELAB_CHECKER_HARNESS_PERTURB_PLAN_H_
#define RACELAB_CHECKER_HARNESS_PERTURB_PLAN_H_

#include <time.h>

#include <cstdint>

namespace racelab {

struct PerturbPlan {
  bool started = false;  // main() has begun; before that every call is passed on
  bool delay_wait = false;
  bool delay_unlock = false;
  bool delay_start = false;
  bool delay_access = false;
  bool no_sleep = false;
  bool long_timeouts = false;
  bool no_locks = false;
};
extern PerturbPlan plan;

// Threads are numbered by the order of their creation; the main thread is 0.
void SetThreadIndex(uint64_t index);

// Whether this thread has a number: it is the main thread, or the program started it. TSan's own
// thread has none, and TSan's functions crash in it.
bool IsNumberedThread();

// Each does nothing unless the plan asks for it.
void DelayWait();
void DelayUnlock();
void DelayStart();
void DelayAccess();

// The deadline moved to 100 times the time that is left, when the plan asks for it.
timespec LaterDeadline(clockid_t clock, const timespec& deadline);

// Sleeps for real.
void Pause(long microseconds);

// True when the call came from the executable: the student's code, the lab, the kit and templates
// of libraries. False when it came from inside a shared library, whose own locks must keep working.
bool IsOurCaller(const void* return_address);

}  // namespace racelab

#endif  // RACELAB_CHECKER_HARNESS_PERTURB_PLAN_H_
