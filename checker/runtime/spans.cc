// The earliest task, and where tasks wait for each other.
#include "checker/runtime/spans.h"

#include "checker/runtime/finish.h"
#include "checker/runtime/readiness.h"
#include "checker/runtime/scheduler.h"

namespace racelab::rt {
namespace {

struct Waits {
  uint64_t units;
  trace::Stack at;
};

constexpr uint32_t kPlaces = 64;  // more are not told apart, and not counted
Waits places[kPlaces];
uint32_t place_count = 0;

bool Same(const trace::Stack& a, const trace::Stack& b) {
  if (a.count != b.count) return false;
  for (uint32_t i = 0; i < a.count; ++i) {
    if (a.pc[i] != b.pc[i]) return false;
  }
  return true;
}

// Waiting for work to do, or for a thread's end, is no loss.
bool ForALock(const Task* task) {
  switch (task->pending.op) {
    case Op::kLock:
    case Op::kTimedLock:
    case Op::kReadLock:
    case Op::kTimedReadLock:
    case Op::kSemWait:
    case Op::kSemTimedWait:
    case Op::kOnce: return true;
    case Op::kReacquire: return task->signaled;
    default: return false;
  }
}

void Count(const Task* task, uint64_t units) {
  trace::Stack at;
  FillStack(task, task->pending.pc, at);
  uint32_t i = 0;
  while (i < place_count && !Same(places[i].at, at)) ++i;
  if (i == kPlaces) return;
  if (i == place_count) places[place_count++].at = at;
  places[i].units += units;
}

}  // namespace

// Of those who are equally early the one that has waited longest, as a fair lock would choose.
uint32_t LeastSpan(const Candidate* candidates, uint32_t count) {
  uint32_t least = 0;
  for (uint32_t i = 1; i < count; ++i) {
    const Task* task = candidates[i].task;
    const Task* best = candidates[least].task;
    const bool earlier = task->span < best->span;
    if (earlier || (task->span == best->span && task->announced < best->announced)) least = i;
  }
  return least;
}

void LetOthersWait(const Task* chosen) {
  for (uint32_t i = 0; i < state.task_count; ++i) {
    Task* task = state.tasks[i];
    if (!task->alive || task->span >= chosen->span) continue;
    if (ForALock(task) && !Enabled(task)) Count(task, chosen->span - task->span);
    task->span = chosen->span;
  }
}

void ReportSpans() {
  trace::Outcome& outcome = *state.outcome;
  outcome.work = state.work;
  for (uint32_t i = 0; i < state.task_count; ++i) {
    if (state.tasks[i]->span > outcome.span) outcome.span = state.tasks[i]->span;
  }
  for (uint32_t i = 0; i < place_count; ++i) {
    outcome.waited += places[i].units;
    if (outcome.waits.count == 0 || places[i].units > outcome.most_waits) {
      outcome.most_waits = places[i].units;
      outcome.waits = places[i].at;
    }
  }
}

}  // namespace racelab::rt
