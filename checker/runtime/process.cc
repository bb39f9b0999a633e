// Forks, ends and turns of processes.
#include "checker/runtime/process.h"

#include <linux/futex.h>
#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "checker/runtime/decisions.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/heap.h"
#include "checker/runtime/os.h"
#include "checker/runtime/readiness.h"
#include "checker/runtime/rules.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/signal_model.h"
#include "checker/runtime/spans.h"
#include "checker/runtime/state.h"
#include "checker/runtime/sync_object.h"

namespace racelab::rt {

uint32_t here = 0;

namespace {

void Wake(Process& process) {
  __atomic_store_n(&process.turn, 1, __ATOMIC_RELEASE);
  Sys(SYS_futex, reinterpret_cast<long>(&process.turn), FUTEX_WAKE, 1);
}

// Until a process is really gone: its descriptors are closed then, and a wait finds it.
void AwaitDeath(pid_t pid) {
  const long handle = Sys(SYS_pidfd_open, pid, 0);
  if (handle < 0) return;
  pollfd entry = {static_cast<int>(handle), POLLIN, 0};
  while (Sys(SYS_ppoll, reinterpret_cast<long>(&entry), 1, 0, 0) < 0) {
  }
  Sys(SYS_close, handle);
}

void AwaitTurn() {
  int& turn = state.processes[here].turn;
  while (__atomic_load_n(&turn, __ATOMIC_ACQUIRE) == 0) {
    Sys(SYS_futex, reinterpret_cast<long>(&turn), FUTEX_WAIT, 0, 0);
  }
  turn = 0;
  if (state.dying != 0) AwaitDeath(state.dying);
  state.dying = 0;
}

// The child's first task goes on where `parent` is.
Task* CloneTask(Task* parent, uint32_t pc) {
  Task* task = NewTask(state.process_count);
  task->forked_from = parent;
  task->created_at = pc;
  task->handle = parent->handle;
  task->thread_pointer = parent->thread_pointer;
  task->at_exit = parent->at_exit;
  task->values = parent->values;
  task->depth = parent->depth;
  for (uint32_t i = 0; i < parent->depth && i < kCallDepth; ++i) task->calls[i] = parent->calls[i];
  Spend(parent);
  task->span = parent->span;
  Join(task->clock, parent->clock, state.width);
  task->clock[task->id] = 1;
  Tick(parent);
  task->blocked = parent->blocked;
  task->handlers = parent->handlers;
  task->unsafe = parent->unsafe;
  task->interrupted = parent->interrupted;
  task->pending = {Op::kStart, pc, 0, 0, false, 0};
  Announced(task);
  return task;
}

void Retire(Process& process, uint32_t index, int status) {
  process.clock = NewCommonClock();
  for (uint32_t i = 0; i < state.task_count; ++i) {
    Task* task = state.tasks[i];
    if (task->process != index) continue;
    Join(process.clock, task->clock, state.task_count);
    if (!task->alive) continue;
    if (task->waits_in != nullptr && task->waits_in->common) Dequeue(task);
    task->alive = false;
    task->ended = task->joined = true;
    --state.alive_count;
  }
  process.alive_count = 0;
  process.ended = true;
  process.status = status;
  ++state.changes;
}

[[noreturn]] void ReallyEnd(int status) {
  // By a signal that leaves no core file; who waits is told the right one.
  if (WIFSIGNALED(status)) Sys(SYS_kill, Sys(SYS_getpid), SIGKILL);
  Sys(SYS_exit_group, WEXITSTATUS(status));
  __builtin_unreachable();
}

}  // namespace

namespace {
auto LibcFork() { return RACELAB_REAL(fork); }
auto LibcWait() { return RACELAB_REAL(wait4); }
}  // namespace

pid_t RealFork() { return LibcFork()(); }
pid_t RealWait(pid_t pid, int* status, int options, rusage* usage) {
  return LibcWait()(pid, status, options, usage);
}
void PrepareProcesses() {
  LibcFork();
  LibcWait();
}

bool SeveralProcesses() { return state.process_count > 1; }

void HandOver(Task* from, Task* to) {
  StoreReadiness();
  state.running = to;
  Wake(state.processes[to->process]);
  AwaitTurn();
  Task* next = state.running;
  current = next;
  if (next != from) Switch(from, next);
}

pid_t Fork(uint32_t pc) {
  Point(Op::kFork, 0, pc);
  if (state.process_count == trace::kMaxProcesses) Stop(trace::End::kLimit, "processes");
  ShareState();
  const uint32_t index = state.process_count;
  Task* child = CloneTask(current, pc);
  Process& process = state.processes[index];
  process = {};
  process.parent = static_cast<uint16_t>(here);
  process.first_task = child->id;
  process.alive_count = 1;
  process.caught = state.processes[here].caught;
  process.ignored = state.processes[here].ignored;
  process.forgets_children = state.processes[here].forgets_children;
  state.outcome->processes = ++state.process_count;
  const Task* parent = current;
  const pid_t pid = RealFork();
  if (pid == 0) {
    here = index;
    current = child;
    TakeOverStack(parent, child);
    TakeOverObjects(parent, child);
    WatchProgress();
    AwaitTurn();
    Record(Op::kStart, 0, 0, pc);
    return 0;
  }
  Effect();
  if (pid < 0) {
    Retire(process, index, 0);
    process.reaped = true;
    return pid;
  }
  process.pid = pid;
  if (trace::Event* event = Record(Op::kFork, 0, 0, pc)) event->other = child->id;
  return pid;
}

void EndProcess(int status, bool at_once) {
  Task* self = current;
  if (self->alive && !at_once) {
    Point(Op::kExit, 0, 0);
    Record(Op::kExit, 0, 0, 0);
  }
  Process& process = state.processes[here];
  if (here == 0) state.leaving = true;
  Retire(process, here, status);
  TellParent(process);
  if (state.alive_count == 0) FinishExecution();
  StoreReadiness();
  state.dying = static_cast<pid_t>(Sys(SYS_getpid));
  Task* next = NextForGood(self);
  state.running = next;
  Wake(state.processes[next->process]);
  ReallyEnd(status);
}

uint64_t MayDie() {
  if (here == 0 || state.leaving) return 0;
  return state.processes[here].may_die ? 2 : 1;
}

void DieAsPlanned(Task* self) {
  if (here == 0 || state.leaving) return;
  const trace::Decision* planned = Planned(self, false);
  if (planned == nullptr || planned->mode != Mode::kKill) return;
  LogDecision(self, self->id, Mode::kKill);
  state.hash = (state.hash ^ 0xdead) * 0x100000001b3ull;
  if (trace::Event* event = Record(Op::kKill, 0, 0, self->pending.pc)) event->other = self->id;
  EndProcess(SIGKILL, true);
}

void KillProcess(Process& process, int signal) {
  const uint32_t index = static_cast<uint32_t>(&process - state.processes);
  if (index == here) EndProcess(signal, true);
  Retire(process, index, signal);
  Effect();
  TellParent(process);
  Sys(SYS_kill, process.pid, SIGKILL);
  AwaitDeath(process.pid);
}

void LeaveExploration() {
  Process& process = state.processes[here];
  Task* self = current;
  Retire(process, here, 0);
  process.ended = false;
  process.left = true;
  if (state.alive_count == 0) FinishExecution();
  StoreReadiness();
  Task* next = NextForGood(self);
  state.running = next;
  Wake(state.processes[next->process]);
  current = nullptr;
}

void EnterLeft(pid_t pid, uint32_t pc) {
  if (state.process_count == trace::kMaxProcesses) Stop(trace::End::kLimit, "processes");
  Task* task = NewTask(state.process_count);  // for the tables: it never runs
  task->created_at = pc;
  task->alive = false;
  task->ended = task->joined = true;
  --state.alive_count;
  Process& process = state.processes[state.process_count];
  process = {};
  process.pid = pid;
  process.parent = static_cast<uint16_t>(here);
  process.first_task = task->id;
  process.left = true;
  state.outcome->processes = ++state.process_count;
  Effect();
}

bool IsAwaited(const Process& child, uint32_t parent, pid_t pid) {
  if (child.parent != parent || child.reaped) return false;
  if (pid > 0) return child.pid == pid;
  if (pid == -1) return true;
  const long group = pid == 0 ? Sys(SYS_getpgid, state.processes[parent].pid) : -pid;
  return Sys(SYS_getpgid, child.pid) == group;
}

Process* EndedChild(uint32_t parent, pid_t pid) {
  for (uint32_t i = 1; i < state.process_count; ++i) {
    Process& process = state.processes[i];
    if (process.ended && IsAwaited(process, parent, pid)) return &process;
  }
  return nullptr;
}

bool HasChild(uint32_t parent, pid_t pid) {
  for (uint32_t i = 1; i < state.process_count; ++i) {
    const Process& process = state.processes[i];
    if (!process.left && IsAwaited(process, parent, pid)) return true;
  }
  return false;
}

Process* ProcessOf(pid_t pid) {
  for (uint32_t i = 0; i < state.process_count; ++i) {
    Process& process = state.processes[i];
    if (process.pid == pid && !process.reaped) return &process;
  }
  return nullptr;
}

void KillOthers() {
  for (uint32_t i = 0; i < state.process_count; ++i) {
    const Process& process = state.processes[i];
    if (i != here && !process.ended && process.pid > 0) Sys(SYS_kill, process.pid, SIGKILL);
  }
}

void ReportZombies() {
  if (Ignored(trace::Kind::kLeak)) return;
  const Process* zombie = EndedChild(0, -1);
  if (zombie == nullptr) return;
  const Task* task = state.tasks[zombie->first_task];
  trace::Finding& finding = Found(trace::Kind::kLeak, task->created_at);
  finding.task[1] = task->id;
  finding.op[1] = Op::kWaitChild;
  EndWithFinding();
}

}  // namespace racelab::rt
