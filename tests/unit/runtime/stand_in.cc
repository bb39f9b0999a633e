// The parts of the runtime that the tables call: those with threads, memory and an end.
#include "tests/unit/runtime/stand_in.h"

#include <sys/mman.h>

#include <cstdlib>

#include "checker/runtime/alarms.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/heap.h"
#include "checker/runtime/readiness.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/signal_model.h"

namespace racelab::rt {

State state;
Task* current = nullptr;

// As PrepareHeap does.
const void* const tables = mmap(Table<void>(0), kTablesSize, PROT_READ | PROT_WRITE,
                                MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1, 0);

// Kept until the end of the program, as the runtime's own is.
void* Allocate(size_t bytes) { return std::calloc(1, bytes); }
void* AllocateCommon(size_t bytes) { return std::calloc(1, bytes); }
Part NextFreed(uintptr_t, uintptr_t) { return {}; }

// One process, and no shared memory.
uint32_t here = 0;
uintptr_t SharedPlace(uintptr_t) { return 0; }

uint64_t NextRandom() { return state.random = state.random * 6364136223846793005ull + 1; }

void Stop(trace::End, const char* text) { throw Stopped(text); }
void ReportDeadlock() { throw Stopped("deadlock"); }
bool LookAgain() { return false; }

void FillStack(const Task*, uint32_t pc, trace::Stack& stack) {
  stack.count = 1;
  stack.pc[0] = pc;
}

// In these tests a task can go on unless a test has blocked it.
bool Enabled(const Task* task) { return !task->ended; }
bool CanReturn(const Task*) { return true; }
Alarm* NextAlarm(const Task*) { return nullptr; }
void Misuse(uint32_t, Op, uintptr_t, const char* text) { throw Stopped(text); }

TablesTest::TablesTest() {
  state = {};
  state.width = trace::kMaxTasks;
  state.plan = &plan_;
  state.outcome = &outcome_;
  for (uint32_t i = 0; i < kTasks; ++i) {
    Task* task = New<Task>();
    task->id = static_cast<uint16_t>(i);
    task->alive = true;
    task->clock = NewClock();
    task->clock[i] = 1;
    task->epoch = MakeEpoch(i, 1);
    state.tasks[state.task_count++] = task;
  }
  current = state.tasks[0];
}

TablesTest::~TablesTest() { current = nullptr; }

void TablesTest::Block(Task* task, Op op) {
  task->pending.op = op;
  task->ended = true;
}

}  // namespace racelab::rt
