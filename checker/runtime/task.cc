// Parks real threads and switches between them.
#include "checker/runtime/task.h"

#include <linux/futex.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#include "checker/runtime/context.h"
#include "checker/runtime/os.h"
#include "checker/runtime/restarts.h"

namespace racelab::rt {
namespace {

// Stacks lie at fixed addresses, so that an execution sees the same ones every time.
constexpr uintptr_t kStacks = 0x120000000000;
constexpr size_t kStackSize = 8 << 20;
constexpr size_t kGuard = 1 << 16;

struct Parked {
  void* stack_pointer;
  uintptr_t thread_pointer;
  pthread_t handle;
  int ready;
  int busy;    // it carries a task; only with a baton
  Task* task;  // that it carries
};

Parked parked[trace::kMaxTasks];
uint32_t prepared = 0;
uint32_t given = 0;

Parked& NextParked() {
  if (given == prepared) {
    EndChain();
    PrepareThreads(given + 1);
  }
  return parked[given++];
}

}  // namespace

#ifndef RACELAB_BATON

namespace {

void* Park(void* argument) {
  Parked* self = static_cast<Parked*>(argument);
  self->thread_pointer = ThreadPointer();
  ParkContext(&self->stack_pointer, &self->ready);
  RunTask(self->task);  // the carrier is here now
}

}  // namespace

void AdoptCaller(Task* task) { task->thread_pointer = ThreadPointer(); }

void GiveThread(Task* task) {
  Parked& thread = NextParked();
  thread.task = task;
  task->handle = thread.handle;
  task->stack_pointer = thread.stack_pointer;
  task->thread_pointer = thread.thread_pointer;
}

void Switch(Task* from, Task* to) {
  SwitchContext(&from->stack_pointer, to->stack_pointer, to->thread_pointer);
}

#else  // RACELAB_BATON

namespace {

void WaitFor(int* word, int value) {
  while (__atomic_load_n(word, __ATOMIC_ACQUIRE) != value) {
    Sys(SYS_futex, reinterpret_cast<long>(word), FUTEX_WAIT_PRIVATE, 1 - value, 0);
  }
}

void Set(int* word, int value) {
  __atomic_store_n(word, value, __ATOMIC_RELEASE);
  Sys(SYS_futex, reinterpret_cast<long>(word), FUTEX_WAKE_PRIVATE, 1, 0);
}

void* Park(void* argument) {
  Parked* self = static_cast<Parked*>(argument);
  __atomic_store_n(&self->ready, 1, __ATOMIC_RELEASE);
  WaitFor(&self->busy, 1);
  WaitFor(&self->task->baton, 1);
  RunTask(self->task);
}

}  // namespace

void AdoptCaller(Task* task) { task->baton = 1; }

void GiveThread(Task* task) {
  Parked& thread = NextParked();
  task->handle = thread.handle;
  thread.task = task;
  Set(&thread.busy, 1);
}

void Switch(Task* from, Task* to) {
  from->baton = 0;
  Set(&to->baton, 1);
  WaitFor(&from->baton, 1);
}

#endif  // RACELAB_BATON

ParkedPart PartOfParked(uint32_t number) {
  const uintptr_t end = kStacks + (number + 1) * (kStackSize + kGuard);
  return {reinterpret_cast<uintptr_t>(parked[number].stack_pointer), end};
}

void PrepareThreads(uint32_t count) {
  const auto create = RACELAB_REAL(pthread_create);
  const uint32_t before = prepared;
  for (; prepared < count && prepared < trace::kMaxTasks; ++prepared) {
    Parked& thread = parked[prepared];
    const uintptr_t stack = kStacks + prepared * (kStackSize + kGuard);
    MapFixed(stack + kGuard, kStackSize);
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    RACELAB_REAL(pthread_attr_setstack)
    (&attributes, reinterpret_cast<void*>(stack + kGuard), kStackSize);
    uint64_t every = ~0ull, mask = 0;  // a signal must not find a parked thread
    Sys(SYS_rt_sigprocmask, 2, reinterpret_cast<long>(&every), reinterpret_cast<long>(&mask), 8);
    const int error = create(&thread.handle, &attributes, Park, &thread);
    Sys(SYS_rt_sigprocmask, 2, reinterpret_cast<long>(&mask), 0, 8);
    pthread_attr_destroy(&attributes);
    if (error != 0) Die("racelab: no more threads to be had");
  }
  // They park side by side: on a busy machine each yield may take long.
  for (uint32_t i = before; i < prepared; ++i) {
    while (__atomic_load_n(&parked[i].ready, __ATOMIC_ACQUIRE) == 0) Sys(SYS_sched_yield);
  }
}

uint32_t PreparedThreads() { return prepared; }

namespace {

constexpr uintptr_t kMainStack = 8 << 20;  // as much as it usually may have
uintptr_t main_frame = 0;                  // 0: main() is not the program's
Task* on_main_stack = nullptr;

}  // namespace

void NoteMainFrame(const void* frame) { main_frame = reinterpret_cast<uintptr_t>(frame); }

void TakeMainStack(Task* task) { on_main_stack = task; }

void TakeOverStack(const Task* parent, Task* task) {
  on_main_stack = on_main_stack == parent ? task : nullptr;
  for (uint32_t i = 0; i < given; ++i) parked[i].task = parked[i].task == parent ? task : nullptr;
  if (!kThreadsOutliveFork) given = prepared;  // those that wait for a baton are gone
}

namespace {

bool IsParked(uintptr_t address) {
  return address >= kStacks && address < kStacks + given * (kStackSize + kGuard);
}
uint32_t NumberOfParked(uintptr_t address) {
  return static_cast<uint32_t>((address - kStacks) / (kStackSize + kGuard));
}
bool IsOnMainStack(uintptr_t address) {
  return address < main_frame && address >= main_frame - kMainStack;
}

}  // namespace

Task* StackOwner(uintptr_t address) {
  if (IsParked(address)) return parked[NumberOfParked(address)].task;
  return IsOnMainStack(address) ? on_main_stack : nullptr;
}

// The innermost function may have made room on the stack after it began, and a library may stand
// between it and the stand-in: the frame of the stand-in lies below both.
bool WasLeft(const Task* owner, uintptr_t address) {
  if (owner->depth == 0 || owner->depth > kCallDepth) return false;
  const Call& in = owner->entered;
  if (in.pc == 0 || in.pc != owner->pending.pc || address >= in.frame) return false;
  for (uint32_t i = 0; i < owner->depth; ++i) {
    if (in.frame > owner->calls[i].frame) return false;  // another stack: a handler, a coroutine
  }
  return StackOwner(in.frame) == owner;
}

bool WasPromised(const Task* task, uintptr_t address) {
  for (uint32_t i = 0; i < given && task->stack > kStackSize; ++i) {
    const uintptr_t end = PartOfParked(i).end;
    if (parked[i].task == task) return address < end - kStackSize && address >= end - task->stack;
  }
  return false;
}

uintptr_t EndOfFrames(uintptr_t frame) {
  constexpr uintptr_t kSomeWay = 512;
  if (IsOnMainStack(frame)) return main_frame;
  if (!IsParked(frame)) return frame + kSomeWay;
  const ParkedPart part = PartOfParked(NumberOfParked(frame));
  return part.begin > frame ? part.begin : part.end;
}

}  // namespace racelab::rt
