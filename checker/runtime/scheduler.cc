// Chooses who runs at each scheduling point, and writes down what differs from rule kStay.
#include "checker/runtime/scheduler.h"

#include "checker/runtime/alarms.h"
#include "checker/runtime/cancel.h"
#include "checker/runtime/choice.h"
#include "checker/runtime/decisions.h"
#include "checker/runtime/detector.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/heap.h"
#include "checker/runtime/os.h"
#include "checker/runtime/pending.h"
#include "checker/runtime/process.h"
#include "checker/runtime/progress.h"
#include "checker/runtime/readiness.h"
#include "checker/runtime/rules.h"
#include "checker/runtime/shared_memory.h"
#include "checker/runtime/signal_descriptor.h"
#include "checker/runtime/signal_model.h"
#include "checker/runtime/spans.h"
#include "checker/runtime/state.h"
#include "checker/runtime/sync_object.h"

namespace racelab::rt {
namespace {

constexpr uint32_t kRest = 16;        // idle points after which a task lets others go first
constexpr uint64_t kUnfair = 100000;  // points after which every rule is fair

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
           self->pending.place,
           0,
           MayDie(),
           0,
           0,
           0,
           0,
           outcome.event_count,
           self->alive ? NameOf(self->pending.place) : 0,
           self->alive ? SecondName(self->pending) : 0};
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
  const trace::Decision* planned = Planned(self, About::kTurn);
  if (planned != nullptr && Possible(*planned)) {
    next = {state.tasks[planned->next], planned->mode};
  } else if (!simple) {
    next = ByRule(self, stay);
  }
  if (next.task != stay.task || next.mode != stay.mode) LogDecision(self, next.task->id, next.mode);
  return next;
}

void Account(Task* self) {
  ++self->points;
  ++state.points;
  Spend(self);
  if (++self->idle >= kRest) self->resting = true;
  if (state.points - self->turn > kPatience) {
    self->resting = true;
    self->turn = state.points;
  }
  if (state.some_rest && self->idle < kRest && self->yields == 0) {
    for (uint32_t i = 0; i < state.task_count; ++i) {
      if (state.tasks[i] != self) state.tasks[i]->resting = false;
    }
    state.some_rest = false;
  }
  state.some_rest |= self->resting;
  if (state.points > kUnfair || state.points > state.plan->max_points) CheckProgress();
}

void Prepare(const Candidate& next) {
  Task* task = next.task;
  task->mode = next.mode;
  if (next.mode == Mode::kSpurious) ++task->spurious;
  if (next.mode == Mode::kTimeout) ++state.vain_waits;
  if (state.plan->rule == trace::Rule::kSpan) LetOthersWait(task);
  Alarm* alarm = next.mode == Mode::kTimeout ? NextAlarm(task) : nullptr;
  if (alarm != nullptr) {
    if (alarm->at > state.now) state.now = alarm->at;
    Come(*alarm, state.now);
    task->mode = Mode::kRun;
  } else if (next.mode == Mode::kTimeout && task->pending.deadline > state.now) {
    const bool never = task->pending.deadline == kWhenNothingElse;  // it took no time
    task->span += never ? 0 : task->pending.deadline - state.now;
    state.now = task->pending.deadline;
  }
}

void GoOn(Task* self, const Candidate& next) {
  Task* task = next.task;
  Prepare(next);
  if (task == self) return;
  task->turn = state.points;
  if (!Mine(task)) return HandOver(self, task);
  current = task;
  Switch(self, task);
}

// One scheduling point, whatever signals come.
Mode Turn(Task* self, const Pending& pending) {
  CompleteWrite(self);
  self->interruption = Interruption::kNone;
  self->pending = pending;
  SetPlaces(self->pending);
  self->announced = state.points;
  self->plain = 0;
  const bool yields = pending.op == Op::kYield || pending.op == Op::kSleep;
  self->yields = yields ? self->yields + 1 : 0;
  if (yields) self->resting = true;
  Account(self);
  Announced(self);
  self->fault = trace::Fault::kNone;
  if (state.plan->decision_count != 0) {
    DieAsPlanned(self);
    FailAsPlanned(self);
  }
  const Candidate next = Next(self);
  if (state.plan->record_points != 0) RecordPoint(self, next);
  state.hash = (state.hash ^ (next.task->id + 1)) * 0x100000001b3ull;
  Chosen(next);
  GoOn(self, next);
  RingAlarms();
  UpdateSignalDescriptors();
  return self->mode;
}

void CheckMemory(const Pending& pending) {
  const uintptr_t object = ObjectOf(pending);
  if (object != 0) UseObject(object, pending.pc);
}

Mode GoThrough(const Pending& pending) {
  Task* self = current;
  const Op op = pending.op;
  const bool counts = op == Op::kBlock || op == Op::kPause || op == Op::kJoin;
  const bool early = pending.timed && pending.deadline != kWhenNothingElse;
  if (early && counts) ++state.outcome->timed;
  CheckMemory(pending);  // before it waits, and when it goes on
  for (;;) {
    const Mode mode = Turn(self, pending);
    CheckMemory(pending);
    if (CancelComes(self)) {
      if (pending.op == Op::kReacquire) return mode;  // it locks the mutex first
      EndCancelled();
    }
    if (op == Op::kDestroy) Effect();  // it can be made again: a loop gets on
    if (Arrived(self) == 0) return mode;
    if (Interrupt(self, pending, mode)) return mode;
  }
}

}  // namespace

Mode Point(const Pending& pending) {
  return pending.timed ? GoThrough(InTime(pending)) : GoThrough(pending);
}

Mode Point(Op op, uintptr_t object, uint32_t pc) {
  return Point(Pending{op, pc, object, 0, false, 0});
}

namespace {

Candidate ChooseForGood(Task* self) {
  ++self->points;  // a point of its own: another decision than the one before the end
  const Candidate next = Next(self);
  if (state.plan->record_points != 0) RecordPoint(self, next);
  Chosen(next);
  return next;
}

}  // namespace

Task* NextForGood(Task* ended) {
  const Candidate next = ChooseForGood(ended);
  Prepare(next);
  next.task->turn = state.points;
  return next.task;
}

void LeaveForGood() {
  Task* self = current;
  GoOn(self, ChooseForGood(self));
  Die("racelab: an ended task ran on");
}

Task* WakeOne(SyncObject* object, uint32_t bits) {
  const auto matches = [bits](const Task* task) { return (task->wait_bits & bits) != 0; };
  Task* chosen = nullptr;
  uint32_t count = 0;
  for (Task* task = object->waiters; task != nullptr; task = task->next_waiter) {
    if (matches(task) && count++ == 0) chosen = task;
  }
  if (chosen == nullptr) return nullptr;
  Task* const first = chosen;
  if (const trace::Decision* planned = Planned(current, About::kWake)) {
    for (Task* task = chosen; task != nullptr; task = task->next_waiter) {
      if (task->id == planned->next && matches(task)) chosen = task;
    }
  } else if (count > 1 && state.plan->rule != trace::Rule::kStay) {
    for (uint32_t skip = RandomBelow(count); skip > 0; --skip) {
      do chosen = chosen->next_waiter;
      while (!matches(chosen));
    }
  }
  if (chosen != first) LogDecision(current, chosen->id, Mode::kWake);
  Dequeue(chosen);
  chosen->signaled = true;
  for (Task* task = object->waiters; task != nullptr; task = task->next_waiter) {
    if (matches(task)) task->passed_over = true;
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
