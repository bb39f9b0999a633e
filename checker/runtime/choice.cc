// Collects who can go on, and lets the rule choose.
#include "checker/runtime/choice.h"

#include "checker/runtime/alarms.h"
#include "checker/runtime/heap.h"
#include "checker/runtime/outside.h"
#include "checker/runtime/readiness.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/signal_model.h"
#include "checker/runtime/spans.h"
#include "checker/runtime/state.h"

namespace racelab::rt {
namespace {

constexpr uint32_t kStillIdle = 32;   // idle points after which random rules must let a task rest
constexpr uint64_t kOverdue = 10000;  // points after which any timed wait comes to its end

// For three ways to go on of each task.
Candidate* possible() { return Table<Candidate>(kCandidates); }

bool IsStopped(const Task* task) { return state.processes[task->process].stopped; }

bool CanTimeOut(const Task* task) {
  if (IsStopped(task)) return false;
  if (AlarmComes(task)) return true;
  return task->pending.timed && (task->pending.op != Op::kReacquire || CanReturn(task));
}

uint64_t DeadlineOf(const Task* task) {
  const Alarm* alarm = NextAlarm(task);
  return alarm != nullptr ? alarm->at : task->pending.deadline;
}

// An alarm that ends the process says that it hangs: it comes when nothing else can happen.
bool MayRing(const Task* task) {
  const Alarm* alarm = NextAlarm(task);
  if (alarm == nullptr) return false;
  return ((state.processes[task->process].caught | task->awaited) & Bit(alarm->signal)) != 0;
}

// Whether it may do so although others could go on.
bool MayTimeOut(const Task* task) {
  if (IsStopped(task)) return false;
  if (AlarmComes(task)) return MayRing(task);
  return CanTimeOut(task) && task->pending.deadline != kWhenNothingElse;
}

bool CanWakeSpuriously(const Task* task) {
  if (IsStopped(task) || task->pending.op != Op::kReacquire) return false;
  return task->spurious == 0 && CanReturn(task);
}

// The task after `id` in cyclic order that is enabled, resting ones only when asked for.
Task* NextEnabled(uint32_t id, bool resting) {
  for (uint32_t i = 1; i <= state.task_count; ++i) {
    Task* task = state.tasks[(id + i) % state.task_count];
    if (task->alive && (resting || !task->resting) && Enabled(task)) return task;
  }
  return nullptr;
}

// Whether what comes next would only end the first process, which hangs: a watchdog.
bool IsWatchdog(const Task* task) {
  const Alarm* alarm = NextAlarm(task);
  if (alarm == nullptr || task->process != 0 || MayRing(task)) return false;
  return (state.processes[0].ignored & Bit(alarm->signal)) == 0;
}

bool NobodyAwaitsTheOutside() {
  for (uint32_t i = 0; i < state.task_count; ++i) {
    if (AwaitsOutside(state.tasks[i])) return false;
  }
  return true;
}

Task* EarliestTimeout() {
  Task* earliest = nullptr;
  for (uint32_t i = 0; i < state.task_count; ++i) {
    Task* task = state.tasks[i];
    if (!task->alive || !CanTimeOut(task)) continue;
    if (earliest == nullptr || DeadlineOf(task) < DeadlineOf(earliest)) earliest = task;
  }
  return earliest;
}

// However busy the others are, time passes for who waits. Looked for now and then, to be cheap.
Task* OverdueTimeout() {
  if (state.points % 1024 != 0) return nullptr;
  Task* oldest = nullptr;
  for (uint32_t i = 0; i < state.task_count; ++i) {
    Task* task = state.tasks[i];
    if (!task->alive || !CanTimeOut(task) || Enabled(task)) continue;
    if (oldest == nullptr || task->announced < oldest->announced) oldest = task;
  }
  if (oldest == nullptr || state.points - oldest->announced < kOverdue) return nullptr;
  return oldest;
}

bool MustRest(const Task* task) {
  return task->resting && (task->idle >= kStillIdle || task->yields >= 3);
}

// Whether all who could run have spun for so long that time must have passed.
bool OnlySpinning() {
  for (uint32_t i = 0; i < state.task_count; ++i) {
    const Task* task = state.tasks[i];
    if (task->alive && Enabled(task) && !MustRest(task)) return false;
  }
  return true;
}

}  // namespace

Candidate Stay(Task* self) {
  if (Task* next = OverdueTimeout()) return {next, Mode::kTimeout};
  if (self->alive && !self->resting && Enabled(self)) return {self, Mode::kRun};
  if (Task* next = NextEnabled(self->id, false)) return {next, Mode::kRun};
  if (OnlySpinning()) {
    if (Task* next = EarliestTimeout()) {
      const bool hangs = NextEnabled(self->id, true) == nullptr && NobodyAwaitsTheOutside();
      if (hangs && IsWatchdog(next)) ReportDeadlock();
      return {next, Mode::kTimeout};
    }
  }
  if (Task* next = NextEnabled(self->id, true)) return {next, Mode::kRun};
  if (LookAgain()) return Stay(self);
  ReportDeadlock();
}

namespace {

bool Chance(uint32_t permille) { return permille != 0 && RandomBelow(1000) < permille; }

// Every way to go on that a random rule may take; the one of kStay is among them.
uint32_t Collect(const Candidate& stay, uint32_t* stay_index) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < state.task_count; ++i) {
    Task* task = state.tasks[i];
    if (!task->alive) continue;
    const bool enabled = Enabled(task);
    if (task == current || !enabled) task->waits = state.points;
    const bool rings =
        enabled && MayRing(task) && Chance(state.plan->timeout_permille) && !MustRest(task);
    if (task == stay.task) {
      *stay_index = count;
      possible()[count++] = rings ? Candidate{task, Mode::kTimeout} : stay;
    } else if (rings) {
      possible()[count++] = {task, Mode::kTimeout};
    } else if (enabled) {
      if (!MustRest(task)) possible()[count++] = {task, Mode::kRun};
    } else if (Chance(state.plan->timeout_permille) && MayTimeOut(task)) {
      possible()[count++] = {task, Mode::kTimeout};
    } else if (Chance(state.plan->spurious_permille) && CanWakeSpuriously(task)) {
      possible()[count++] = {task, Mode::kSpurious};
    }
  }
  return count;
}

// The candidate that has waited longest for its turn, if that is too long; else `count`.
uint32_t Starving(uint32_t count) {
  uint32_t longest = 0;
  for (uint32_t i = 1; i < count; ++i) {
    if (possible()[i].task->waits < possible()[longest].task->waits) longest = i;
  }
  return state.points - possible()[longest].task->waits > kPatience ? longest : count;
}

}  // namespace

// No rule may keep a task that can run waiting for ever: a right program may spin until that task
// has done something.
Candidate ByRule(Task* self, const Candidate& stay) {
  uint32_t stay_index = 0;
  const uint32_t count = Collect(stay, &stay_index);
  if (count == 1) return possible()[0];
  if (state.plan->rule == trace::Rule::kSpan) return possible()[LeastSpan(possible(), count)];
  if (stay.mode == Mode::kTimeout && state.points - stay.task->announced >= kOverdue) return stay;
  const uint32_t starving = Starving(count);
  if (starving == count) return possible()[Choose(possible(), count, stay_index, self)];
  GiveWay(self);
  return possible()[starving];
}

bool Possible(const trace::Decision& decision) {
  if (decision.next >= state.task_count) return false;
  const Task* task = state.tasks[decision.next];
  if (!task->alive) return false;
  switch (decision.mode) {
    case Mode::kRun: return Enabled(task);
    case Mode::kTimeout:
      return (MayRing(task) && !IsStopped(task)) || (!Enabled(task) && MayTimeOut(task));
    case Mode::kSpurious: return !Enabled(task) && CanWakeSpuriously(task);
    default: return false;
  }
}

}  // namespace racelab::rt
