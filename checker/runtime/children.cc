// The list of processes, as their parents see it.
#include <sys/syscall.h>
#include <sys/wait.h>

#include "checker/runtime/finish.h"
#include "checker/runtime/os.h"
#include "checker/runtime/process.h"
#include "checker/runtime/progress.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/state.h"

namespace racelab::rt {
namespace {

// Whether a wait for `pid`, as waitpid takes it, waits for this child.
bool IsAwaited(const Process& child, uint32_t parent, pid_t pid) {
  if (child.parent != parent || child.reaped) return false;
  if (pid > 0) return child.pid == pid;
  if (pid == -1) return true;
  const long group = pid == 0 ? Sys(SYS_getpgid, state.processes[parent].pid) : -pid;
  return Sys(SYS_getpgid, child.pid) == group;
}

// The first such child that is as wanted; nullptr when there is none.
template <typename Wanted>
Process* FirstChild(uint32_t parent, pid_t pid, const Wanted& wanted) {
  for (uint32_t i = 1; i < state.process_count; ++i) {
    Process& process = state.processes[i];
    if (wanted(process) && IsAwaited(process, parent, pid)) return &process;
  }
  return nullptr;
}

}  // namespace

Process* EndedChild(uint32_t parent, pid_t pid) {
  return FirstChild(parent, pid, [](const Process& child) { return child.ended; });
}

Process* ChangedChild(uint32_t parent, pid_t pid, int options) {
  return FirstChild(parent, pid, [&](const Process& child) {
    if (child.ended || child.left) return false;
    const bool stop = (options & WUNTRACED) != 0 && child.stop_signal != 0;
    return stop || ((options & WCONTINUED) != 0 && child.continued);
  });
}

bool HasChild(uint32_t parent, pid_t pid) {
  return FirstChild(parent, pid, [](const Process& child) { return !child.left; }) != nullptr;
}

bool HasLeft(uint32_t parent, pid_t pid) {
  return FirstChild(parent, pid, [](const Process& child) { return child.left; }) != nullptr;
}

bool ChildToTell(const Task* task) {
  const pid_t pid = static_cast<pid_t>(task->pending.second);
  const int options = OptionsOf(task->pending.second);
  if ((options & WEXITED) != 0 && EndedChild(task->process, pid) != nullptr) return true;
  if (ChangedChild(task->process, pid, options) != nullptr) return true;
  if (HasLeft(task->process, pid)) return task->looked != state.changes;
  return !HasChild(task->process, pid);
}

Process* ProcessOf(pid_t pid) {
  for (uint32_t i = 0; i < state.process_count; ++i) {
    Process& process = state.processes[i];
    if (process.pid == pid && !process.reaped) return &process;
  }
  return nullptr;
}

void EnterLeft(pid_t pid, uint32_t pc) {
  Task* task = NewTask(NextProcess());  // for the tables: it never runs
  task->created_at = pc;
  Vanish(task);
  Process& process = AddProcess(task);
  process.pid = pid;
  process.left = true;
  ++state.outcome->outside;
  Effect();
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
