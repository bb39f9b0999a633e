// Who can go on, and what it means when nobody can.
#include "checker/runtime/detached.h"
#include "checker/runtime/event_thread.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/open_ends.h"
#include "checker/runtime/process.h"
#include "checker/runtime/readiness.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/state.h"
#include "checker/runtime/sync_object.h"

namespace racelab::rt {
namespace {

// The process that a wait for children waits for: the only one that it can be, or nullptr.
const Process* AwaitedChild(const Task* task) {
  const auto pid = static_cast<pid_t>(task->pending.second);
  const Process* child = nullptr;
  for (uint32_t i = 1; i < state.process_count; ++i) {
    const Process& process = state.processes[i];
    if (process.parent != task->process || process.reaped || process.ended) continue;
    if (pid > 0 && process.pid != pid) continue;
    if (child != nullptr) return nullptr;
    child = &process;
  }
  return child;
}

}  // namespace

void FillWaiting(const Task* task, trace::Waiting& waiting) {
  const Pending& next = task->pending;
  waiting.task = task->id;
  waiting.op = next.op;
  waiting.object = next.place;
  waiting.holder = HolderFor(task);
  waiting.stopped = state.processes[task->process].stopped;
  switch (next.op) {
    case Op::kReacquire:
      if (task->signaled) {
        waiting.op = Op::kLock;
        waiting.object = next.second_place;
      } else {
        waiting.holder = trace::kMaxTasks;
        waiting.missed = Missed(task);
      }
      break;
    case Op::kPause:
    case Op::kFutexWait: waiting.missed = Missed(task); break;
    case Op::kJoin: waiting.holder = static_cast<uint16_t>(next.second); break;
    case Op::kWaitChild:
      if (const Process* child = AwaitedChild(task)) waiting.holder = child->first_task;
      break;
    case Op::kBlock:
      waiting.descriptor = task->trying.known;
      waiting.transfer = task->trying.what;
      waiting.open_in = OpenIn(task);
      break;
    default: break;
  }
  FillStack(task, next.pc, waiting.stack);
}

namespace {

void FillAllWaiting(trace::Finding& finding) {
  for (uint32_t i = 0; i < state.task_count; ++i) {
    const Task* task = state.tasks[i];
    if (!task->alive || AwaitsEvents(task)) continue;
    if (finding.waiting_count == trace::kMaxWaiting) break;
    FillWaiting(task, finding.waiting[finding.waiting_count++]);
  }
}

}  // namespace

void ReportDeadlock() {
  if (state.leaving) {
    ReportLeftBehind();
    Stop(trace::End::kCompleted, "");
  }
  if (state.processes[0].stopped) {
    Stop(trace::End::kUnmodelled, "a signal that stops the first process");
  }
  // Who waits for a lock waits for its holder: the circle goes through it. Otherwise a wait for a
  // signal that came too early, or went to another waiter, decides.
  bool lost = false, lock = false;
  for (uint32_t i = 0; i < state.task_count; ++i) {
    const Task* task = state.tasks[i];
    if (!task->alive || AwaitsEvents(task) || state.processes[task->process].stopped) continue;
    const Op op = task->pending.op;
    lock |= op == Op::kLock || op == Op::kReadLock || (op == Op::kReacquire && task->signaled);
    lost |= !task->signaled && (op == Op::kReacquire || op == Op::kFutexWait || op == Op::kPause) &&
            (task->passed_over || Missed(task));
  }
  const trace::Kind kind = lost && !lock ? trace::Kind::kLostWakeup : trace::Kind::kDeadlock;
  if (Ignored(kind)) Stop(trace::End::kCompleted, "");  // nothing can go on
  FillAllWaiting(Found(kind, current->pending.pc));
  EndWithFinding();
}

void ReportLivelock() {
  if (state.leaving) {
    ReportLeftBehind();
    Stop(trace::End::kCompleted, "");
  }
  bool all_idle = true;
  Task* starved = current;
  for (uint32_t i = 0; i < state.task_count; ++i) {
    Task* task = state.tasks[i];
    if (!task->alive || !Enabled(task)) continue;
    if (task->idle == 0) all_idle = false;
    if (task->idle > starved->idle) starved = task;
  }
  const bool starvation = !all_idle && starved->idle > 1000;
  const trace::Kind kind = starvation ? trace::Kind::kStarvation : trace::Kind::kLivelock;
  if (Ignored(kind)) Stop(trace::End::kCompleted, "");
  trace::Finding& finding = Found(kind, starved->pending.pc);
  finding.task[0] = starved->id;
  FillStack(starved, starved->pending.pc, finding.stack[0]);
  FillAllWaiting(finding);
  EndWithFinding();
}

}  // namespace racelab::rt
