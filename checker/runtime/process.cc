// Forks and turns of processes.
#include "checker/runtime/process.h"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

#include "checker/runtime/decisions.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/os.h"
#include "checker/runtime/outside.h"
#include "checker/runtime/progress.h"
#include "checker/runtime/readiness.h"
#include "checker/runtime/rules.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/spans.h"
#include "checker/runtime/state.h"
#include "checker/runtime/sync_object.h"

namespace racelab::rt {

uint32_t here = 0;

void AwaitTurn() {
  int& turn = state.processes[here].turn;
  while (__atomic_load_n(&turn, __ATOMIC_ACQUIRE) == 0) {
    Sys(SYS_futex, reinterpret_cast<long>(&turn), FUTEX_WAIT, 0, 0);
  }
  turn = 0;
  if (state.dying != 0) AwaitDeath(state.dying);
  state.dying = 0;
}

namespace {

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
  task->processors = parent->processors;
  task->handlers = parent->handlers;
  task->unsafe = parent->unsafe;
  task->interrupted = parent->interrupted;
  task->pending = {Op::kStart, pc, 0, 0, false, 0};
  Announced(task);
  return task;
}

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

void GiveTurn(Task* to) {
  state.running = to;
  int& turn = state.processes[to->process].turn;
  __atomic_store_n(&turn, 1, __ATOMIC_RELEASE);
  Sys(SYS_futex, reinterpret_cast<long>(&turn), FUTEX_WAKE, 1);
}

void HandOver(Task* from, Task* to) {
  StoreReadiness();
  GiveTurn(to);
  AwaitTurn();
  Task* next = state.running;
  current = next;
  if (next != from) Switch(from, next);
}

uint32_t NextProcess() {
  if (state.process_count == trace::kMaxProcesses) Stop(trace::End::kLimit, "processes");
  return state.process_count;
}

Process& AddProcess(const Task* first) {
  Process& process = state.processes[state.process_count];
  FillBytes(&process, 0, sizeof process);  // an assignment may become the program's memset()
  process.parent = static_cast<uint16_t>(here);
  process.first_task = first->id;
  state.outcome->processes = ++state.process_count;
  return process;
}

Task* AddChild(uint32_t pc) {
  const uint32_t index = NextProcess();
  ShareState();
  Task* child = CloneTask(current, pc);
  Process& process = AddProcess(child);
  process.alive_count = 1;
  process.caught = state.processes[here].caught;
  process.ignored = state.processes[here].ignored;
  process.forgets_children = state.processes[here].forgets_children;
  process.minds_no_stops = state.processes[here].minds_no_stops;
  state.outcome->program_of[index] = state.outcome->program_of[here];
  return child;
}

void Started(Task* child, pid_t pid, uint32_t pc) {
  Process& process = state.processes[child->process];
  Effect();
  if (pid < 0) {
    Retire(child->process, 0);
    process.reaped = true;
    return;
  }
  process.pid = pid;
  if (trace::Event* event = Record(Op::kFork, 0, 0, pc)) event->other = child->id;
}

bool FailsToStart(uint32_t pc) {
  if (!TakeFault(trace::Fault::kAgain)) return false;
  if (trace::Event* event = Record(Op::kFork, 0, 0, pc)) event->failed = 1;
  return true;
}

pid_t Fork(uint32_t pc) {
  Point(Op::kFork, 0, pc);
  if (FailsToStart(pc)) {
    errno = EAGAIN;
    return -1;
  }
  const Task* parent = current;
  Task* child = AddChild(pc);
  const pid_t pid = RealFork();
  if (pid == 0) {
    here = child->process;
    current = child;
    TakeOverStack(parent, child);
    TakeOverObjects(parent, child);
    WatchProgress();
    AwaitTurn();
    Record(Op::kStart, 0, 0, pc);
    return 0;
  }
  Started(child, pid, pc);
  return pid;
}

}  // namespace racelab::rt
