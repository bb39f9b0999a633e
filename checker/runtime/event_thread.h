// Threads that announce events: SIGEV_THREAD of timer_create() and mq_notify().
//
// As in glibc, one thread of a process waits for all its events, by a signal that no program can
// use, and starts a thread for each. All of them are service tasks: they end with the program, and
// nobody has to wait for them.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_EVENT_THREAD_H_
#define RACELAB_CHECKER_RUNTIME_EVENT_THREAD_H_

#include <signal.h>

#include <cstdint>

#include "checker/runtime/task.h"

namespace racelab::rt {

inline constexpr uint8_t kEventSignal = 32;  // glibc keeps it for itself, too

// A function that `event` names; the number goes with the signal to the thread that calls it.
uint64_t NewEventCall(const sigevent& event, uint32_t pc);
// Events of it that are still on their way call nothing.
void ForgetEventCall(uint64_t number);
// The task of this process that is to get the signals. Made when nobody has asked for it yet.
uint16_t EventTask(uint32_t pc);

// Whether it waits for the next event: that is nothing the program waits for.
bool AwaitsEvents(const Task* task);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_EVENT_THREAD_H_
