// Tells work that is lost from a thread that only leaves.
#include "checker/runtime/detached.h"

#include "checker/runtime/caller.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/state.h"

namespace racelab::rt {
namespace {

// Blocks that detached threads wrote to after the end of main.
struct Touched {
  const Block* block;
  const Task* task;
  Touched* next;
};
Touched* touched;
bool main_left;  // and not another thread, which called exit()
char the_end;    // stands for the end of main: detached threads look at it, main changes it

// With all who are left: they may wait for each other.
[[noreturn]] void ReportOrphan(const Task* orphan) {
  trace::Finding& finding = Found(trace::Kind::kLeak, 0);
  finding.waiting_count = 0;
  for (uint32_t i = 1; i < state.task_count && finding.waiting_count < trace::kMaxWaiting; ++i) {
    if (state.tasks[i]->alive)
      FillWaiting(state.tasks[i], finding.waiting[finding.waiting_count++]);
  }
  finding.task[1] = orphan->id;
  finding.op[1] = Op::kStart;
  finding.stack[0] = {1, {orphan->created_at}};
  FillStack(orphan, orphan->pending.pc, finding.stack[1]);
  EndWithFinding();
}

bool SomeAreDetached() {
  for (uint32_t i = 1; i < state.task_count; ++i) {
    const Task* task = state.tasks[i];
    if (Mine(task) && task->detached && !task->service && task != current) return true;
  }
  return false;
}

}  // namespace

void ReportLeak(const Task* task) {
  trace::Finding& finding = Found(trace::Kind::kLeak, task->created_at);
  finding.task[1] = task->id;
  finding.op[1] = task->ended ? Op::kExit : Op::kStart;
  FillStack(task, task->ended ? 0 : task->pending.pc, finding.stack[1]);
  EndWithFinding();
}

void DetachedMayBeLate(uint32_t pc) {
  const bool may = !current->service && !state.leaving;
  if (may && Mine(current)) Point(Op::kAtomicLoad, Address(&the_end), pc);
}

void LetDetachedEnd() {
  if (SomeAreDetached()) Point(Op::kAtomicStore, Address(&the_end), 0);
  state.leaving = true;
  main_left = current->id == 0;
  state.processes[here].has_alarms = false;  // they end with the program
  for (uint32_t i = 1; i < state.task_count; ++i) {
    Task* task = state.tasks[i];
    // Where a leak is no finding, the end comes as late as it may: others show more until then.
    const bool may_stay = task->detached || Ignored(trace::Kind::kLeak);
    if (Mine(task) && may_stay && !task->service && !task->ended && task != current) {
      Point({Op::kJoin, 0, 0, task->id, true, kWhenNothingElse});
    }
  }
  ReportLeftBehind();
}

void SawWrite(uintptr_t address) {
  if (!current->detached || current->service || Ignored(trace::Kind::kLeak)) return;
  if (StackOwner(address) == current) return;
  const Block* block = BlockAround(address);
  if (block == nullptr) ReportLeak(current);
  for (const Touched* known = touched; known != nullptr; known = known->next) {
    if (known->block == block) return;
  }
  auto* entry = New<Touched>();
  *entry = {block, current, touched};
  touched = entry;
}

void SawFree(const Block* block) {
  Touched** link = &touched;
  while (*link != nullptr && (*link)->block != block) link = &(*link)->next;
  if (*link != nullptr) *link = (*link)->next;
}

void ReportLeftBehind() {
  if (Ignored(trace::Kind::kLeak)) return;
  // Only now, because a detached thread may have joined or detached it.
  for (uint32_t i = 1; i < state.task_count && main_left; ++i) {
    const Task* task = state.tasks[i];
    if (Mine(task) && !task->joined && !task->detached) ReportLeak(task);
  }
  // Processes that are left when the first one has gone, and cannot come to an end.
  for (uint32_t i = 1; i < state.task_count && state.processes[0].ended; ++i) {
    if (state.tasks[i]->alive) ReportOrphan(state.tasks[i]);
  }
  if (touched != nullptr) ReportLeak(touched->task);
}

}  // namespace racelab::rt
