// Chooses who runs at each scheduling point, and writes down what differs from rule kStay.
#include "checker/runtime/scheduler.h"

#include "checker/runtime/detector.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/locks.h"
#include "checker/runtime/os.h"
#include "checker/runtime/rules.h"
#include "checker/runtime/state.h"
#include "checker/runtime/sync_object.h"

namespace racelab::rt {
namespace {

constexpr uint32_t kRest = 16;        // idle points after which a task lets others go first
constexpr uint32_t kStillIdle = 32;   // and after which random rules must let it rest
constexpr uint64_t kPatience = 2000;  // points after which everybody who can run has a turn
constexpr uint64_t kOverdue = 10000;  // points after which any timed wait comes to its end
constexpr uint64_t kUnfair = 100000;  // points after which every rule is fair
// Points without a new value in memory, under a fair rule: a livelock. So many, because a right
// program may read one variable in a long loop, which looks the same.
constexpr uint64_t kNothingNew = 500000;

// The plan's decisions of each task, in order: index of the first and of the next one, plus 1.
uint32_t first_decision[trace::kMaxTasks];
uint32_t later_decision[trace::kMaxDecisions];

Candidate candidates[3 * trace::kMaxTasks];

bool some_rest = false;  // whether a task may be resting

// The plan's decision for this point of the task, or nullptr.
const trace::Decision* Planned(const Task* task, bool wake) {
  uint32_t& head = first_decision[task->id];
  const trace::Decision* all = state.plan->decisions;
  while (head != 0 && all[head - 1].point < task->points) head = later_decision[head - 1];
  for (uint32_t i = head; i != 0 && all[i - 1].point == task->points; i = later_decision[i - 1]) {
    if ((all[i - 1].mode == Mode::kWake) == wake) return &all[i - 1];
  }
  return nullptr;
}

void Log(const Task* task, uint32_t next, Mode mode) {
  trace::Outcome& outcome = *state.outcome;
  if (outcome.decision_count == trace::kMaxDecisions) {
    outcome.decisions_cut = 1;
    return;
  }
  outcome.decisions[outcome.decision_count++] = {
      task->points, task->id, static_cast<uint16_t>(next), mode, {}};
}

// Whether a waiter on a condition variable could have its mutex back now.
bool CanReturn(const Task* task) { return CanLock(task, task->pending.second, kMutex); }

bool CanTimeOut(const Task* task) {
  return task->pending.timed && (task->pending.op != Op::kReacquire || CanReturn(task));
}

// Whether it may do so although others could go on.
bool MayTimeOut(const Task* task) {
  return CanTimeOut(task) && task->pending.deadline != kWhenNothingElse;
}

bool CanWakeSpuriously(const Task* task) {
  return task->pending.op == Op::kReacquire && task->spurious == 0 && CanReturn(task);
}

// The task after `id` in cyclic order that is enabled, resting ones only when asked for.
Task* NextEnabled(uint32_t id, bool resting) {
  for (uint32_t i = 1; i <= state.task_count; ++i) {
    Task* task = state.tasks[(id + i) % state.task_count];
    if (task->alive && (resting || !task->resting) && Enabled(task)) return task;
  }
  return nullptr;
}

Task* EarliestTimeout() {
  Task* earliest = nullptr;
  for (uint32_t i = 0; i < state.task_count; ++i) {
    Task* task = state.tasks[i];
    if (!task->alive || !CanTimeOut(task)) continue;
    if (earliest == nullptr || task->pending.deadline < earliest->pending.deadline) earliest = task;
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

// What rule kStay does. `self` is the task at the point; it may have ended.
Candidate Stay(Task* self) {
  if (Task* next = OverdueTimeout()) return {next, Mode::kTimeout};
  if (self->alive && !self->resting && Enabled(self)) return {self, Mode::kRun};
  if (Task* next = NextEnabled(self->id, false)) return {next, Mode::kRun};
  if (OnlySpinning()) {
    if (Task* next = EarliestTimeout()) return {next, Mode::kTimeout};
  }
  if (Task* next = NextEnabled(self->id, true)) return {next, Mode::kRun};
  if (WaitForTheWorld()) return Stay(self);
  ReportDeadlock();
}

bool Chance(uint32_t permille) { return permille != 0 && RandomBelow(1000) < permille; }

// Every way to go on that a random rule may take; the one of kStay is among them.
uint32_t Collect(const Candidate& stay, uint32_t* stay_index) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < state.task_count; ++i) {
    Task* task = state.tasks[i];
    if (!task->alive) continue;
    const bool enabled = Enabled(task);
    if (task == current || !enabled) task->waits = state.points;
    if (task == stay.task) {
      *stay_index = count;
      candidates[count++] = stay;
    } else if (enabled) {
      if (!MustRest(task)) candidates[count++] = {task, Mode::kRun};
    } else if (Chance(state.plan->timeout_permille) && MayTimeOut(task)) {
      candidates[count++] = {task, Mode::kTimeout};
    } else if (Chance(state.plan->spurious_permille) && CanWakeSpuriously(task)) {
      candidates[count++] = {task, Mode::kSpurious};
    }
  }
  return count;
}

// The candidate that has waited longest for its turn, if that is too long; else `count`.
uint32_t Starving(uint32_t count) {
  uint32_t longest = 0;
  for (uint32_t i = 1; i < count; ++i) {
    if (candidates[i].task->waits < candidates[longest].task->waits) longest = i;
  }
  return state.points - candidates[longest].task->waits > kPatience ? longest : count;
}

// What the plan's rule chooses. No rule may keep a task that can run waiting for ever: a right
// program may spin until that task has done something.
Candidate ByRule(Task* self, const Candidate& stay) {
  uint32_t stay_index = 0;
  const uint32_t count = Collect(stay, &stay_index);
  if (count == 1) return candidates[0];
  if (stay.mode == Mode::kTimeout && state.points - stay.task->announced >= kOverdue) return stay;
  const uint32_t starving = Starving(count);
  if (starving == count) return candidates[Choose(candidates, count, stay_index, self)];
  GiveWay(self);
  return candidates[starving];
}

bool Possible(const trace::Decision& decision) {
  if (decision.next >= state.task_count) return false;
  const Task* task = state.tasks[decision.next];
  if (!task->alive) return false;
  switch (decision.mode) {
    case Mode::kRun: return Enabled(task);
    case Mode::kTimeout: return !Enabled(task) && MayTimeOut(task);
    case Mode::kSpurious: return !Enabled(task) && CanWakeSpuriously(task);
    default: return false;
  }
}

void RecordPoint(const Task* self, const Candidate& next) {
  trace::Outcome& outcome = *state.outcome;
  if (outcome.point_count == trace::kMaxPoints) return;
  trace::Point& point = state.region->points[outcome.point_count++];
  point = {self->id,
           next.task->id,
           self->alive ? self->pending.op : Op::kExit,
           next.mode,
           0,
           self->pending.pc,
           self->points,
           self->pending.object,
           0};
  for (uint32_t i = 0; i < state.task_count; ++i) {
    if (!state.tasks[i]->alive || !Enabled(state.tasks[i])) continue;
    ++point.enabled_count;
    if (i < 64) point.enabled |= 1ull << i;
  }
}

// The plan's decision, else the rule's.
Candidate Next(Task* self) {
  const trace::Plan& plan = *state.plan;
  const bool simple =
      plan.rule == trace::Rule::kStay && plan.pair_count == 0 && state.fair_since == 0;
  const Candidate stay = Stay(self);
  Candidate next = stay;
  const trace::Decision* planned = Planned(self, false);
  if (planned != nullptr && Possible(*planned)) {
    next = {state.tasks[planned->next], planned->mode};
  } else if (!simple) {
    next = ByRule(self, stay);
  }
  if (next.task != stay.task || next.mode != stay.mode) Log(self, next.task->id, next.mode);
  return next;
}

// Too long: first a fair rule, then the verdict.
void Overrun() {
  if (state.fair_since == 0) {
    state.fair_since = state.last_novelty = state.points;
  } else if (state.points - state.last_novelty > kNothingNew) {
    ReportLivelock();
  } else if (state.points - state.fair_since > state.plan->max_points) {
    Stop(trace::End::kLimit, "scheduling points");
  }
}

void Account(Task* self) {
  ++self->points;
  ++state.points;
  if (++self->idle >= kRest) self->resting = true;
  if (state.points - self->turn > kPatience) {
    self->resting = true;
    self->turn = state.points;
  }
  if (some_rest && self->idle < kRest && self->yields == 0) {
    for (uint32_t i = 0; i < state.task_count; ++i) {
      if (state.tasks[i] != self) state.tasks[i]->resting = false;
    }
    some_rest = false;
  }
  some_rest |= self->resting;
  if (state.points > kUnfair || state.points > state.plan->max_points) Overrun();
}

void GoOn(Task* self, const Candidate& next) {
  Task* task = next.task;
  task->mode = next.mode;
  if (next.mode == Mode::kSpurious) ++task->spurious;
  if (next.mode == Mode::kTimeout && task->pending.deadline > state.now) {
    state.now = task->pending.deadline;
  }
  if (task == self) return;
  task->turn = state.points;
  current = task;
  Switch(self, task);
}

}  // namespace

void PlanDecisions() {
  const trace::Plan& plan = *state.plan;
  const uint32_t count =
      plan.decision_count < trace::kMaxDecisions ? plan.decision_count : trace::kMaxDecisions;
  for (uint32_t i = count; i > 0; --i) {
    const uint16_t task = plan.decisions[i - 1].task;
    if (task >= trace::kMaxTasks) continue;
    later_decision[i - 1] = first_decision[task];
    first_decision[task] = i;
  }
}

Mode Point(const Pending& pending) {
  Task* self = current;
  CompleteWrite(self);
  self->pending = pending;
  self->announced = state.points;
  const bool yields = pending.op == Op::kYield || pending.op == Op::kSleep;
  self->yields = yields ? self->yields + 1 : 0;
  if (yields) self->resting = true;
  Account(self);
  Announced(self);
  const Candidate next = Next(self);
  if (state.plan->record_points != 0) RecordPoint(self, next);
  state.hash = (state.hash ^ (next.task->id + 1)) * 0x100000001b3ull;
  Chosen(next);
  GoOn(self, next);
  return self->mode;
}

Mode Point(Op op, uintptr_t object, uint32_t pc) {
  return Point(Pending{op, pc, object, 0, false, 0});
}

void LeaveForGood() {
  Task* self = current;
  ++self->points;  // a point of its own: another decision than the one before the end
  const Candidate next = Next(self);
  if (state.plan->record_points != 0) RecordPoint(self, next);
  Chosen(next);
  GoOn(self, next);
  Die("racelab: an ended task ran on");
}

void Effect() {
  current->idle = 0;
  current->resting = false;
}

void Wrote(uintptr_t address, uint64_t before, uint64_t after) {
  if (before == after) return;
  Effect();
  if (state.fair_since == 0) return;
  static uint64_t seen[1 << 10];
  const uint64_t hash = (address * 0x9e3779b97f4a7c15ull ^ after) * 0xbf58476d1ce4e5b9ull;
  uint64_t& word = seen[hash >> 54];
  const uint64_t bit = 1ull << (hash >> 48 & 63);
  if ((word & bit) == 0) state.last_novelty = state.points;
  word |= bit;
}

Task* WakeOne(SyncObject* object) {
  uint32_t count = 0;
  for (Task* task = object->waiters; task != nullptr; task = task->next_waiter) ++count;
  if (count == 0) return nullptr;
  Task* chosen = object->waiters;
  if (const trace::Decision* planned = Planned(current, true)) {
    for (Task* task = chosen; task != nullptr; task = task->next_waiter) {
      if (task->id == planned->next) chosen = task;
    }
  } else if (count > 1 && state.plan->rule != trace::Rule::kStay) {
    for (uint32_t skip = RandomBelow(count); skip > 0; --skip) chosen = chosen->next_waiter;
  }
  if (chosen != object->waiters) Log(current, chosen->id, Mode::kWake);
  Dequeue(chosen);
  chosen->signaled = true;
  for (Task* task = object->waiters; task != nullptr; task = task->next_waiter) {
    task->passed_over = true;
  }
  Effect();
  return chosen;
}

Task* WakeAll(SyncObject* object) {
  Task* first = object->waiters;
  while (Task* task = object->waiters) {
    Dequeue(task);
    task->signaled = true;
  }
  if (first != nullptr) Effect();
  return first;
}

}  // namespace racelab::rt
