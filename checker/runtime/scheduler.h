// The scheduler: at each scheduling point one task runs on, the one that the plan or its rule says.
//
// A task announces what it is about to do and calls Point(). It comes back when it is its turn and
// its operation can be done at once. So a blocked task never blocks the machine, and when no task
// can go on, that is a deadlock, seen and not timed.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_SCHEDULER_H_
#define RACELAB_CHECKER_RUNTIME_SCHEDULER_H_

#include <cstdint>

#include "checker/runtime/task.h"

namespace racelab::rt {

// The current task's next operation. Returns how it was let go on: kRun, kTimeout or kSpurious.
Mode Point(Op op, uintptr_t object, uint32_t pc);
Mode Point(const Pending& pending);

// A deadline in virtual nanoseconds for a wait until an absolute time of a clock, or for a while.
uint64_t Deadline(int clock, int64_t seconds, int64_t nanoseconds);
// Whether it has passed when the wait begins: who waits then only looks once, as one who tries.
bool IsOver(uint64_t deadline);
// Whether a call that waits until `time` of `clock` fails with EINVAL: nobody could wait for that.
bool NoSuchTime(int clock, const timespec& time);
// Who looks at a timer in vain and does not wait for it lets time pass, so that it expires some
// day.
void PassTime();

// The deadline of a wait that ends when nothing else can happen any more, and not before.
inline constexpr uint64_t kWhenNothingElse = ~uint64_t{0};

// Wakes one waiter (which one is a decision) or all. Returns the one, or the first; nullptr when
// nobody waits.
Task* WakeOne(SyncObject* object, uint32_t bits = ~0u);
Task* WakeAll(SyncObject* object);

// The current task has ended: somebody else goes on.
[[noreturn]] void LeaveForGood();
// The same, but only says who goes on; for the end of a process.
Task* NextForGood(Task* ended);

// Tasks. Start makes the main task out of the calling thread.
void StartExecution();
Task* NewTask(uint32_t process);
Task* CreateTask(void* (*function)(void*), void* argument, bool detached, uint32_t pc);
[[noreturn]] void EndTask(void* result);
Task* TaskOfHandle(pthread_t handle);

// Somebody whom no other task could wake waits for a descriptor or the world outside. Lets all of
// them look again: once, or again and again with pauses while a process outside may act. False when
// that is of no use.
bool LookAgain();

// Nobody can go on: deadlock or lost wakeup.
[[noreturn]] void ReportDeadlock();
[[noreturn]] void ReportLivelock();

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_SCHEDULER_H_
