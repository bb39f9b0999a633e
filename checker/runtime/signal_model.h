// Signals of the explored program, as interruptions at scheduling points.
//
// No signal is real: kill() notes it in common memory, and the target takes it when it is given the
// turn the next time, before it does what it was about to do. So the place of the sender's point
// in the schedule decides where a handler runs. A task that waits can go on for a signal's sake.
// What a handler returns to is announced again, so that the signal may come before a wait as well
// as in it: a wait is two points at least.
//
// **Thread safety**: one task runs at a time.
// **Invariants**: handlers are known to their own process only, and a fork copies them; what is
// pending, blocked, caught and ignored is common.
#ifndef RACELAB_CHECKER_RUNTIME_SIGNAL_MODEL_H_
#define RACELAB_CHECKER_RUNTIME_SIGNAL_MODEL_H_

#include <signal.h>

#include <cstdint>

#include "checker/runtime/state.h"

namespace racelab::rt {

using SignalSet = uint64_t;  // bit s - 1 for signal s, as the kernel has it

inline constexpr int kSignals = 64;
inline constexpr bool IsSignal(int signal) { return signal > 0 && signal <= kSignals; }
inline constexpr SignalSet Bit(int signal) { return SignalSet{1} << (signal - 1); }
// SIGKILL and SIGSTOP can be neither blocked nor caught.
inline constexpr SignalSet kAbsolute = Bit(SIGKILL) | Bit(SIGSTOP);

struct Arrival {
  uint8_t signal;
  uint16_t task;  // that it was sent to; kMaxTasks: to the process
  int code;
  pid_t from;
  int status;  // of a child; of SI_TIMER, the number of the timer
  uint64_t value;
};

// What a program says that a signal is to do.
struct Action {
  void* handler;  // or SIG_DFL, SIG_IGN
  int flags;
  SignalSet mask;
};
Action& ActionOf(int signal);
// Sets it, for this process; SIGCHLD and all. REQUIRES: IsSignal(signal).
void Act(int signal, const Action& action);

// Before the first execution: which signals are ignored or blocked from the start. Ignores SIGPIPE.
void NoteActions();
// Of the first process.
void StartSignals();

// As exec does: what was caught is as usual again.
void ForgetHandlers();

// Signals that a process drops on arrival.
SignalSet Dropped(const Process& process);

// Those that a task would take now, or that it waits for with sigwait.
inline SignalSet Arrived(const Task* task) {
  return (state.processes[task->process].arrived | task->arrived) &
         (~task->blocked | task->awaited);
}

// Whether a handler may interrupt what this process does: then its plain accesses are scheduling
// points, too.
inline bool HandlersMayCome() { return state.processes[here].caught != 0; }

// Sends it to a process, or to one of its threads. The process may end by it: then this does not
// return when it is the caller's own.
void SendSignal(uint32_t process, Task* to, const Arrival& what, uint32_t pc);
// Returns when the current task's process is not stopped (any more).
void AwaitContinue();
// The parent of a child that has ended gets SIGCHLD, unless it does not want to know.
void TellParent(Process& child);
// What the caller has done so far comes before whatever a signal to this process brings about.
void ReleaseToSignals(Process& process);
// Whether the signal of a timer of timer_create() waits to be taken.
bool IsPending(Process& process, int timer);
// Takes a signal off what has arrived.
Arrival Take(Task* task, int signal);
void Describe(const Arrival& arrival, siginfo_t& info);

// Whose interruption is seen by the program: the call fails with EINTR or goes on waiting.
bool IsWait(Op op);
// Takes what the current task does not block. Returns whether a handler ran; `restarts`: whether
// all that ran have SA_RESTART.
bool TakeSignals(bool& restarts);
inline void TakeSignals() {
  bool restarts = true;
  TakeSignals(restarts);
}

// Without those that nobody can block.
SignalSet SetOf(const sigset_t* set);

// Another mask for as long as a call waits, as of sigsuspend and ppoll; none where `set` is null.
class MaskOfWait {
 public:
  explicit MaskOfWait(const sigset_t* set) : before_(current->blocked) {
    if (set != nullptr) current->blocked = SetOf(set);
  }
  ~MaskOfWait() {
    if (current->blocked == before_) return;
    current->blocked = before_;
    TakeSignals();
  }
  MaskOfWait(const MaskOfWait&) = delete;
  MaskOfWait& operator=(const MaskOfWait&) = delete;

 private:
  const SignalSet before_;
};

// Called at a scheduling point, when `self` has got the turn for `pending` and a signal is there.
// Returns whether the point is over; else the operation has to be announced again.
bool Interrupt(Task* self, const Pending& pending, Mode mode);

// Whether the wait that is just over has to fail with EINTR. `restarts`: the call is one that
// SA_RESTART makes go on.
inline bool Interrupted(bool restarts) {
  const Interruption how = current->interruption;
  return how == Interruption::kFails || (how == Interruption::kRestarts && !restarts);
}

// The place that stands for the signals of a process in the eyes of the strategies.
inline uintptr_t SignalPlace(uint32_t process) { return (uintptr_t{1} << 60) + process; }

}  // namespace racelab::rt

// Not every libc declares it, or says that it is C.
extern "C" int pidfd_send_signal(int file, int signal, siginfo_t* info, unsigned flags) noexcept;

#endif  // RACELAB_CHECKER_RUNTIME_SIGNAL_MODEL_H_
