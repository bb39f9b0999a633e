// What a program says that signals are to do, and the calls of its handlers.
#include <sys/syscall.h>
#include <ucontext.h>

#include <cerrno>

#include "checker/runtime/finish.h"
#include "checker/runtime/os.h"
#include "checker/runtime/process.h"
#include "checker/runtime/readiness.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/shared_memory.h"
#include "checker/runtime/signal_model.h"

namespace racelab::rt {
namespace {

Action actions[kSignals + 1];  // of this process
SignalSet blocked_at_start = 0;

struct KernelAction {
  void* handler;
  unsigned long flags;
  void* restorer;
  uint64_t mask;
};

}  // namespace

bool IsWait(Op op) {
  switch (op) {
    case Op::kBlock:
    case Op::kSemWait:
    case Op::kSemTimedWait:
    case Op::kFutexWait:
    case Op::kFutexTimedWait:
    case Op::kWaitChild:
    case Op::kSleep:
    case Op::kPause: return true;
    default: return false;
  }
}

namespace {

// The function that a task is in when it stands at an operation, if a handler that interrupts it
// may not use such functions.
const char* UnsafeAt(const Pending& pending) {
  switch (pending.op) {
    case Op::kLock:
    case Op::kTryLock:
    case Op::kTimedLock:
    case Op::kReadLock:
    case Op::kTryReadLock:
    case Op::kTimedReadLock: return "a function that locks";
    case Op::kUnlock:
    case Op::kReadUnlock: return "a function that unlocks";
    case Op::kReacquire: return "a wait for a condition variable";
    case Op::kSignal:
    case Op::kBroadcast: return "a signal to a condition variable";
    default: return nullptr;
  }
}

void CallHandler(Task* self, const Action& action, const Arrival& arrival) {
  const SignalSet mask = self->blocked;
  const Pending pending = self->pending;
  const char* const unsafe = self->unsafe;
  const char* const interrupted = self->interrupted;
  const SignalSet awaited = self->awaited;
  const PlainAccess about = self->about, cut = self->cut;
  const int error = errno;
  self->blocked |= action.mask & ~kAbsolute;
  if ((action.flags & SA_NODEFER) == 0) self->blocked |= Bit(arrival.signal);
  if (self->interrupted == nullptr) {
    self->interrupted = unsafe != nullptr ? unsafe : UnsafeAt(pending);
  }
  self->unsafe = nullptr;
  if (about.bytes != 0) self->cut = about;
  self->about = {};
  self->awaited = 0;
  ++self->handlers;
  state.processes[here].took_signals = true;
  if (trace::Event* event = Record(Op::kKill, 0, 0, pending.pc)) {
    event->failed = 1;  // not sent, but taken
    event->after = arrival.signal;
  }
  if ((action.flags & SA_SIGINFO) != 0) {
    siginfo_t info;
    Describe(arrival, info);
    ucontext_t context;
    FillBytes(&context, 0, sizeof context);
    reinterpret_cast<void (*)(int, siginfo_t*, void*)>(action.handler)(arrival.signal, &info,
                                                                       &context);
  } else {
    reinterpret_cast<void (*)(int)>(action.handler)(arrival.signal);
  }
  --self->handlers;
  errno = error;
  self->awaited = awaited;
  self->about = about;
  self->cut = cut;
  self->interrupted = interrupted;
  self->unsafe = unsafe;
  self->pending = pending;
  self->blocked = mask;
}

}  // namespace

Action& ActionOf(int signal) { return actions[signal]; }

void Act(int signal, const Action& action) {
  Process& process = state.processes[here];
  const SignalSet bit = Bit(signal);
  actions[signal] = action;
  process.caught &= ~bit;
  process.ignored &= ~bit;
  if (action.handler == reinterpret_cast<void*>(SIG_IGN)) {
    process.ignored |= bit;
  } else if (action.handler != reinterpret_cast<void*>(SIG_DFL)) {
    process.caught |= bit;
  }
  if (signal == SIGCHLD) {
    process.forgets_children = (process.ignored & bit) != 0 || (action.flags & SA_NOCLDWAIT) != 0;
    process.minds_no_stops = (action.flags & SA_NOCLDSTOP) != 0;
  }
  if ((Dropped(process) & bit) == 0) return;
  for (uint32_t i = 0; i < state.task_count; ++i) {  // what has arrived is dropped as well
    Task* task = state.tasks[i];
    while (Mine(task) && task->alive && ((task->arrived | process.arrived) & bit) != 0) {
      Take(task, signal);
    }
  }
}

void NoteActions() {
  for (int signal = 1; signal <= kSignals; ++signal) {
    KernelAction action = {};
    if (Sys(SYS_rt_sigaction, signal, 0, reinterpret_cast<long>(&action), 8) != 0) continue;
    actions[signal] = {action.handler, static_cast<int>(action.flags), action.mask};
  }
  Sys(SYS_rt_sigprocmask, SIG_BLOCK, 0, reinterpret_cast<long>(&blocked_at_start), 8);
  // A write that nobody reads is to fail in any case: the signal for it is ours to send.
  KernelAction none = {reinterpret_cast<void*>(SIG_IGN), 0, nullptr, 0};
  Sys(SYS_rt_sigaction, SIGPIPE, reinterpret_cast<long>(&none), 0, 8);
}

void ForgetHandlers() {
  Process& process = state.processes[here];
  process.caught = 0;
  for (int signal = 1; signal <= kSignals; ++signal) {
    const bool ignored = (process.ignored & Bit(signal)) != 0;
    actions[signal] = {ignored ? reinterpret_cast<void*>(SIG_IGN) : nullptr, 0, 0};
  }
  process.forgets_children = (process.ignored & Bit(SIGCHLD)) != 0;
  FillBytes(&process.alarms[1], 0, sizeof process.alarms - sizeof process.alarms[0]);
}

void StartSignals() {
  for (int signal = 1; signal <= kSignals; ++signal) {
    if (actions[signal].handler != nullptr) Act(signal, actions[signal]);
  }
  current->blocked = blocked_at_start;
}

bool TakeSignals(bool& restarts) {
  Task* self = current;
  Process& process = state.processes[here];
  bool any = false;
  while (const SignalSet ready = Arrived(self) & ~self->awaited) {
    const int signal = __builtin_ctzll(ready) + 1;
    const Arrival arrival = Take(self, signal);
    if ((Dropped(process) & Bit(signal)) != 0) continue;
    if ((process.caught & Bit(signal)) == 0) {
      SendSignal(here, self, arrival, self->pending.pc);  // ends it, or stops it
      AwaitContinue();
      continue;
    }
    const Action action = actions[signal];
    if ((action.flags & SA_RESETHAND) != 0) Act(signal, {});
    restarts &= (action.flags & SA_RESTART) != 0;
    any = true;
    CallHandler(self, action, arrival);
  }
  return any;
}

bool Interrupt(Task* self, const Pending& pending, Mode mode) {
  // Who waits for a descriptor is told by the signal itself to look again.
  const bool sure = pending.op == Op::kSleep || pending.op == Op::kBlock;
  const bool waited = IsWait(pending.op) && (sure || !EnabledItself(self));
  bool restarts = true;
  const bool any = TakeSignals(restarts);
  self->mode = mode;
  if (mode != Mode::kRun || Arrived(self) != 0) return true;  // what sigwait waits for
  if (!any) return EnabledItself(self);
  if (!waited) return false;
  self->interruption = restarts ? Interruption::kRestarts : Interruption::kFails;
  return true;
}

}  // namespace racelab::rt
