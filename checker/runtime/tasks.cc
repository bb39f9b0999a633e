// The life of tasks: creation, the body around the program's function, the end.
#include "checker/runtime/decisions.h"
#include "checker/runtime/detector.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/keys.h"
#include "checker/runtime/os.h"
#include "checker/runtime/progress.h"
#include "checker/runtime/rules.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/signal_model.h"
#include "checker/runtime/spans.h"
#include "checker/runtime/state.h"
#include "checker/runtime/sync_object.h"

#include <stdlib.h>
#include <sys/syscall.h>

namespace racelab::rt {

State state;
Task* current = nullptr;

Task* NewTask(uint32_t process) {
  if (state.task_count >= state.width) Stop(trace::End::kLimit, "tasks");
  Task* task = NewCommon<Task>();
  task->process = static_cast<uint16_t>(process);
  state.outcome->process_of[state.task_count] = static_cast<uint8_t>(process);
  task->id = static_cast<uint16_t>(state.task_count);
  task->alive = true;
  task->clock = NewCommonClock();
  task->clock[task->id] = 1;
  task->epoch = MakeEpoch(task->id, 1);
  task->waits = state.points;
  state.tasks[state.task_count++] = task;
  ++state.alive_count;
  state.outcome->tasks = state.task_count;
  PrepareTask(task);
  return task;
}

uint64_t NextRandom() {
  uint64_t z = state.random += 0x9e3779b97f4a7c15ull;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
  return z ^ (z >> 31);
}

void StartExecution() {
  state.random = state.plan->seed;
  StartRules(*state.plan);
  PlanDecisions();
  FillBytes(&state.processes[0], 0, sizeof state.processes[0]);
  state.processes[0].alive_count = 1;
  state.processes[0].pid = static_cast<pid_t>(Sys(SYS_getpid));
  state.outcome->processes = state.process_count = 1;
  NoteSegments();
  Task* main = NewTask(0);
  main->handle = pthread_self();
  AdoptCaller(main);
  TakeMainStack(main);
  current = main;
  StartSignals();
}

Task* CreateTask(void* (*function)(void*), void* argument, bool detached, uint32_t pc) {
  Task* parent = current;
  Task* task = NewTask(here);
  ++state.processes[here].alive_count;
  task->function = function;
  task->argument = argument;
  task->detached = detached;
  task->created_at = pc;
  task->blocked = parent->blocked;
  task->processors = parent->processors;
  Spend(parent);
  task->span = parent->span;
  Join(task->clock, parent->clock, state.width);
  task->clock[task->id] = 1;
  Tick(parent);
  task->pending = {Op::kStart, pc, 0, 0, false, 0};
  GiveThread(task);
  Announced(task);
  Effect();
  if (trace::Event* event = Record(Op::kCreate, 0, 0, pc)) event->other = task->id;
  return task;
}

void RunTask(Task* task) {
  Record(Op::kStart, 0, 0, task->created_at);
  EndTask(task->function(task->argument));
}

void EndTask(void* result) {
  Task* self = current;
  RunAtExit(self);
  Point(Op::kExit, 0, 0);
  if (state.processes[here].alive_count == 1) exit(0);  // so do handlers of atexit() run
  CompleteWrite(self);
  Record(Op::kExit, 0, 0, 0);
  self->result = result;
  self->ended = true;
  state.outcome->robust += self->robust;
  self->alive = false;
  self->joined |= self->detached;
  --state.alive_count;
  Effect();
  --state.processes[here].alive_count;
  LeaveForGood();
}

Task* TaskOfHandle(pthread_t handle) {
  for (uint32_t i = state.task_count; i > 0; --i) {
    Task* task = state.tasks[i - 1];
    if (Mine(task) && pthread_equal(task->handle, handle)) return task;
  }
  return nullptr;
}

}  // namespace racelab::rt
