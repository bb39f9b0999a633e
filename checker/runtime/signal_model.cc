// Sends signals and takes them.
#include "checker/runtime/signal_model.h"

#include <sys/syscall.h>
#include <sys/wait.h>

#include "checker/runtime/finish.h"
#include "checker/runtime/os.h"
#include "checker/runtime/process.h"
#include "checker/runtime/progress.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/sync_object.h"

namespace racelab::rt {

// In common memory, in order of arrival.
struct Arrivals {
  static constexpr uint32_t kRoom = 128;
  uint32_t count;
  Arrival list[kRoom];
  uint32_t* clock;  // of all who sent
};

namespace {

constexpr SignalSet kDroppedByDefault = Bit(SIGCHLD) | Bit(SIGURG) | Bit(SIGWINCH) | Bit(SIGCONT);
constexpr SignalSet kStops = Bit(SIGSTOP) | Bit(SIGTSTP) | Bit(SIGTTIN) | Bit(SIGTTOU);
constexpr int kFirstQueued = 32;  // from here on every one sent arrives

Arrivals& ArrivalsOf(Process& process) {
  if (process.arrivals == nullptr) {
    process.arrivals = NewCommon<Arrivals>();
    process.arrivals->clock = NewCommonClock();
  }
  return *process.arrivals;
}

bool Blocks(const Task* task, SignalSet bit) {
  return ((task->blocked | task->awaited) & bit) != 0;
}

bool AllBlock(uint32_t process, const Task* to, SignalSet bit) {
  if (to != nullptr) return Blocks(to, bit);
  for (uint32_t i = 0; i < state.task_count; ++i) {
    const Task* task = state.tasks[i];
    if (task->alive && task->process == process && !Blocks(task, bit)) return false;
  }
  return true;
}

void TellOfChange(const Process& child, int code, int signal) {
  const Process& parent = state.processes[child.parent];
  if (&parent == &child || parent.ended || parent.left || parent.minds_no_stops) return;
  SendSignal(child.parent, nullptr, {SIGCHLD, trace::kMaxTasks, code, child.pid, signal, 0}, 0);
}

void StopProcess(Process& process, int signal) {
  if (process.stopped) return;
  process.stopped = true;
  process.stop_signal = static_cast<uint8_t>(signal);
  process.continued = false;
  ++state.outcome->signals;
  ++state.changes;
  Effect();
  TellOfChange(process, CLD_STOPPED, signal);
}

// What the sender has done comes before what they do from now on.
void ContinueProcess(uint32_t index) {
  Process& process = state.processes[index];
  process.stopped = false;
  process.stop_signal = 0;
  process.continued = true;
  for (uint32_t i = 0; i < state.task_count; ++i) {
    Task* task = state.tasks[i];
    if (task->process == index) Join(task->clock, current->clock, state.task_count);
  }
  Tick(current);
  ++state.changes;
  Effect();
  TellOfChange(process, CLD_CONTINUED, SIGCONT);
}

// The usual action of a signal that is neither caught nor ignored, apart from those that do
// nothing.
void EndBy(uint32_t process, int signal, uint32_t pc) {
  if ((Bit(signal) & kStops) != 0) return StopProcess(state.processes[process], signal);
  if (process == 0 && !state.leaving) {
    char message[200];
    Text(message, sizeof message) << "the program is ended by signal " << static_cast<long>(signal)
                                  << ", which it neither handles nor blocks";
    Report(trace::Kind::kCrash, pc, message);
  }
  KillProcess(state.processes[process], signal);
}

void Note(Process& process, Task* to, const Arrival& what) {
  SignalSet& set = to != nullptr ? to->arrived : process.arrived;
  ReleaseToSignals(process);
  Arrivals& arrivals = ArrivalsOf(process);
  const bool there = (set & Bit(what.signal)) != 0;
  set |= Bit(what.signal);
  // As in the kernel: one, however many were sent; but each timer brings its own.
  if (there && what.signal < kFirstQueued && what.code != SI_TIMER) return;
  if (arrivals.count == Arrivals::kRoom) Stop(trace::End::kLimit, "signals that are not handled");
  arrivals.list[arrivals.count++] = what;
}

}  // namespace

void ReleaseToSignals(Process& process) {
  Join(ArrivalsOf(process).clock, current->clock, state.task_count);
  Tick(current);
}

SignalSet Dropped(const Process& process) {
  return process.ignored | (kDroppedByDefault & ~process.caught);
}

void SendSignal(uint32_t index, Task* to, const Arrival& what, uint32_t pc) {
  Process& process = state.processes[index];
  if (process.ended) return;
  const SignalSet bit = Bit(what.signal);
  if (what.signal == SIGCONT && process.stopped) ContinueProcess(index);
  // Who is stopped takes no signals, apart from those that cannot be blocked either.
  const bool blocked = (bit & kAbsolute) == 0 && (process.stopped || AllBlock(index, to, bit));
  if (!blocked) {
    if ((Dropped(process) & bit) != 0) return;
    if ((process.caught & bit) == 0) return EndBy(index, what.signal, pc);
  }
  Arrival arrival = what;
  arrival.task = to != nullptr ? to->id : trace::kMaxTasks;
  Note(process, to, arrival);
  ++state.outcome->signals;
  ++state.changes;
  Effect();
}

void AwaitContinue() {
  if (!state.processes[here].stopped) return;
  const Pending pending = current->pending;
  Point({Op::kNone, pending.pc, 0, 0, false, 0, SignalPlace(here)});
  current->pending = pending;
}

void TellParent(Process& child) {
  Process& parent = state.processes[child.parent];
  if (&parent == &child || parent.ended || parent.left) return;
  if (parent.forgets_children) child.reaped = true;
  const bool killed = WIFSIGNALED(child.status);
  const int status = killed ? WTERMSIG(child.status) : WEXITSTATUS(child.status);
  SendSignal(child.parent, nullptr,
             {SIGCHLD, trace::kMaxTasks, killed ? CLD_KILLED : CLD_EXITED, child.pid, status, 0},
             0);
}

bool IsPending(Process& process, int timer) {
  const Arrivals& arrivals = ArrivalsOf(process);
  for (uint32_t i = 0; i < arrivals.count; ++i) {
    const Arrival& at = arrivals.list[i];
    if (at.code == SI_TIMER && at.status == timer) return true;
  }
  return false;
}

Arrival Take(Task* task, int signal) {
  Process& process = state.processes[task->process];
  Arrivals& arrivals = ArrivalsOf(process);
  const bool own = (task->arrived & Bit(signal)) != 0;
  const uint16_t to = own ? task->id : trace::kMaxTasks;
  Arrival taken = {};
  bool more = false;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < arrivals.count; ++i) {
    const Arrival& at = arrivals.list[i];
    const bool fits = at.signal == signal && at.task == to;
    if (fits && taken.signal == 0) {
      taken = at;
      continue;
    }
    more |= fits;
    arrivals.list[kept++] = at;
  }
  arrivals.count = kept;
  if (!more) (own ? task->arrived : process.arrived) &= ~Bit(signal);
  Join(task->clock, arrivals.clock, state.task_count);
  Effect();
  taken.signal = static_cast<uint8_t>(signal);
  return taken;
}

void Describe(const Arrival& arrival, siginfo_t& info) {
  FillBytes(&info, 0, sizeof info);
  info.si_signo = arrival.signal;
  info.si_code = arrival.code;
  info.si_pid = arrival.from;
  info.si_uid = static_cast<uid_t>(Sys(SYS_getuid));
  if (arrival.signal == SIGCHLD && arrival.code > 0) {
    info.si_status = arrival.status;
  } else {
    info.si_value.sival_ptr = reinterpret_cast<void*>(arrival.value);
  }
}

SignalSet SetOf(const sigset_t* set) {
  SignalSet bits;
  CopyBytes(&bits, set, sizeof bits);
  return bits & ~kAbsolute;
}

}  // namespace racelab::rt
