// How processes end: by themselves, by a signal, by a plan, or by running another program.
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "checker/runtime/decisions.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/os.h"
#include "checker/runtime/outside.h"
#include "checker/runtime/process.h"
#include "checker/runtime/progress.h"
#include "checker/runtime/readiness.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/signal_model.h"
#include "checker/runtime/state.h"
#include "checker/runtime/sync_object.h"

namespace racelab::rt {
namespace {

// No task of this process will run again.
void GiveTurnForGood(Task* self) {
  if (state.alive_count == 0) FinishExecution();
  StoreReadiness();
  GiveTurn(NextForGood(self));
}

[[noreturn]] void ReallyEnd(int status) {
  // By a signal that leaves no core file; who waits is told the right one.
  if (WIFSIGNALED(status)) Sys(SYS_kill, Sys(SYS_getpid), SIGKILL);
  Sys(SYS_exit_group, WEXITSTATUS(status));
  __builtin_unreachable();
}

}  // namespace

void Vanish(Task* task) {
  if (task->waits_in != nullptr && task->waits_in->common) Dequeue(task);
  task->alive = false;
  task->ended = task->joined = true;
  state.outcome->robust += task->robust;
  --state.alive_count;
}

void Retire(uint32_t index, int status) {
  Process& process = state.processes[index];
  process.clock = NewCommonClock();
  for (uint32_t i = 0; i < state.task_count; ++i) {
    Task* task = state.tasks[i];
    if (task->process != index) continue;
    Join(process.clock, task->clock, state.task_count);
    if (!task->alive) continue;
    Vanish(task);
  }
  process.alive_count = 0;
  process.ended = true;
  process.status = status;
  ++state.changes;
}

void EndProcess(int status, bool at_once) {
  Task* self = current;
  if (self->alive && !at_once) {
    Point(Op::kExit, 0, 0);
    Record(Op::kExit, 0, 0, 0);
  }
  Process& process = state.processes[here];
  if (here == 0) state.leaving = true;
  Retire(here, status);
  TellParent(process);
  state.dying = process.pid;
  GiveTurnForGood(self);
  ReallyEnd(status);
}

uint64_t MayDie() {
  if (here == 0 || state.leaving) return 0;
  return state.processes[here].may_die ? 2 : 1;
}

void DieAsPlanned(Task* self) {
  if (MayDie() == 0) return;
  const trace::Decision* planned = Planned(self, About::kTurn);
  if (planned == nullptr || planned->mode != Mode::kKill || MayDie() < planned->next) return;
  LogDecision(self, planned->next, Mode::kKill);
  state.hash = (state.hash ^ 0xdead) * 0x100000001b3ull;
  if (trace::Event* event = Record(Op::kKill, 0, 0, self->pending.pc)) event->other = self->id;
  EndProcess(SIGKILL, true);
}

void KillProcess(Process& process, int signal) {
  const uint32_t index = static_cast<uint32_t>(&process - state.processes);
  if (index == here) EndProcess(signal, true);
  Retire(index, signal);
  Effect();
  TellParent(process);
  Sys(SYS_kill, process.pid, SIGKILL);
  AwaitDeath(process.pid);
}

void LeaveExploration() {
  Process& process = state.processes[here];
  Task* self = current;
  Retire(here, 0);
  process.ended = false;
  process.left = true;
  ++state.outcome->outside;
  GiveTurnForGood(self);
  current = nullptr;
}

void KillOthers() {
  for (uint32_t i = 0; i < state.process_count; ++i) {
    const Process& process = state.processes[i];
    if (i != here && !process.ended && process.pid > 0) Sys(SYS_kill, process.pid, SIGKILL);
  }
}

}  // namespace racelab::rt
