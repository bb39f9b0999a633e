// Finds the plan's decisions and writes down the execution's own.
#include "checker/runtime/decisions.h"

#include "checker/runtime/heap.h"
#include "checker/runtime/state.h"

namespace racelab::rt {
namespace {

// The plan's decisions of each task, in order: index of the first and of the next one, plus 1.
uint32_t first_decision[trace::kMaxTasks];
uint32_t* later_decision() { return Table<uint32_t>(kLaterDecisions); }

About Of(Mode mode) {
  if (mode == Mode::kWake) return About::kWake;
  return mode == Mode::kOlder ? About::kAge : About::kTurn;
}

}  // namespace

void PlanDecisions() {
  const trace::Plan& plan = *state.plan;
  state.weak = plan.weak != 0 || plan.older_permille != 0;
  const uint32_t count =
      plan.decision_count < trace::kMaxDecisions ? plan.decision_count : trace::kMaxDecisions;
  for (uint32_t i = count; i > 0; --i) {
    const uint16_t task = plan.decisions[i - 1].task;
    state.weak |= plan.decisions[i - 1].mode == Mode::kOlder;
    if (task >= trace::kMaxTasks) continue;
    later_decision()[i - 1] = first_decision[task];
    first_decision[task] = i;
  }
}

const trace::Decision* Planned(const Task* task, About about) {
  uint32_t& head = first_decision[task->id];
  const trace::Decision* all = state.plan->decisions;
  while (head != 0 && all[head - 1].point < task->points) head = later_decision()[head - 1];
  for (uint32_t i = head; i != 0 && all[i - 1].point == task->points; i = later_decision()[i - 1]) {
    if (Of(all[i - 1].mode) == about) return &all[i - 1];
  }
  return nullptr;
}

void FailAsPlanned(Task* task) {
  const trace::Decision* planned = Planned(task, About::kTurn);
  if (planned == nullptr || planned->mode != Mode::kFault) return;
  task->fault = static_cast<trace::Fault>(planned->next);
}

bool TakeFault(trace::Fault fault) {
  if (current->fault != fault) return false;
  LogDecision(current, static_cast<uint32_t>(fault), Mode::kFault);
  current->fault = trace::Fault::kNone;
  state.hash = (state.hash ^ static_cast<uint32_t>(fault)) * 0x100000001b3ull;
  return true;
}

namespace {

// The record of the point at which the current task was let go on, or nullptr.
trace::Point* LastPoint() {
  const uint32_t points = state.outcome->point_count;
  if (state.plan->record_points == 0 || points == 0) return nullptr;
  trace::Point& point = state.region->points[points - 1];
  return point.next == current->id ? &point : nullptr;
}

}  // namespace

void NoteOlder(uint32_t count) {
  if (trace::Point* point = LastPoint()) point->older = count;
}

void NoteHeap() {
  if (state.plan->reuse_memory == 0) return;
  if (trace::Point* point = LastPoint()) ++point->heap;
}

void NoteSeqCst() {
  if (trace::Point* point = LastPoint()) point->seq_cst = 1;
}

void NoteValue(uint32_t value) {
  if (trace::Point* point = LastPoint()) point->value = value;
}

void LogDecision(const Task* task, uint32_t next, Mode mode) {
  trace::Outcome& outcome = *state.outcome;
  if (outcome.decision_count == trace::kMaxDecisions) {
    outcome.decisions_cut = 1;
    return;
  }
  outcome.decisions[outcome.decision_count++] = {
      task->points, task->id, static_cast<uint16_t>(next), mode, {}};
}

}  // namespace racelab::rt
