// Parks real threads and switches between them.
#include "checker/runtime/task.h"

#include <linux/futex.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#include "checker/runtime/os.h"
#include "checker/runtime/restarts.h"

#ifndef RACELAB_BATON
#include <asm/prctl.h>
#endif

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

}  // namespace

#ifndef RACELAB_BATON

// rt_switch(void** save, void* stack_pointer, uintptr_t thread_pointer, int fast)
// rt_park(void** save, int* ready): saves the context, then sleeps for ever without touching the
// stack.
// rt_save(void (*function)(void* stack_pointer)): calls it while the context lies on the stack, as
// rt_switch takes it.
__asm__(R"(
.text
.globl racelab_rt_switch
.hidden racelab_rt_switch
.type racelab_rt_switch, @function
racelab_rt_switch:
  push %rbx
  push %rbp
  push %r12
  push %r13
  push %r14
  push %r15
  mov %rsp, (%rdi)
  mov %rsi, %rsp
  test %ecx, %ecx
  jz 1f
  wrfsbase %rdx
  jmp 2f
1:
  mov $158, %eax
  mov $0x1002, %edi
  mov %rdx, %rsi
  syscall
2:
  pop %r15
  pop %r14
  pop %r13
  pop %r12
  pop %rbp
  pop %rbx
  ret
.size racelab_rt_switch, .-racelab_rt_switch

.globl racelab_rt_park
.hidden racelab_rt_park
.type racelab_rt_park, @function
racelab_rt_park:
  push %rbx
  push %rbp
  push %r12
  push %r13
  push %r14
  push %r15
  mov %rsp, (%rdi)
  movl $1, (%rsi)
  mov %rsi, %rbx
1:
  mov $202, %eax
  mov %rbx, %rdi
  mov $128, %esi
  mov $1, %edx
  xor %r10d, %r10d
  syscall
  jmp 1b
.size racelab_rt_park, .-racelab_rt_park

.globl racelab_rt_save
.hidden racelab_rt_save
.type racelab_rt_save, @function
racelab_rt_save:
  push %rbx
  push %rbp
  push %r12
  push %r13
  push %r14
  push %r15
  mov %rdi, %rax
  mov %rsp, %rdi
  mov %rsp, %rbx
  and $-16, %rsp
  call *%rax
  mov %rbx, %rsp
  pop %r15
  pop %r14
  pop %r13
  pop %r12
  pop %rbp
  pop %rbx
  ret
.size racelab_rt_save, .-racelab_rt_save
)");

extern "C" void racelab_rt_switch(void** save, void* stack_pointer, uintptr_t thread_pointer,
                                  int fast);
extern "C" void racelab_rt_park(void** save, int* ready);
extern "C" void racelab_rt_save(void (*function)(void* stack_pointer));

namespace {

// Whether the kernel lets programs set the thread pointer themselves (AT_HWCAP2 bit 1, Linux 5.9).
int fast_switch = -1;

bool FastSwitch() {
  if (fast_switch < 0) {
    fast_switch = getauxval(AT_HWCAP2) >> 1 & 1;
  }
  return fast_switch != 0;
}

void* Park(void* argument) {
  Parked* self = static_cast<Parked*>(argument);
  Sys(SYS_arch_prctl, ARCH_GET_FS, reinterpret_cast<long>(&self->thread_pointer));
  racelab_rt_park(&self->stack_pointer, &self->ready);
  RunTask(self->task);  // the carrier is here now
}

}  // namespace

void AdoptCaller(Task* task) { task->thread_pointer = ThreadPointer(); }

void GiveThread(Task* task) {
  if (given == prepared) {
    EndChain();
    PrepareThreads(given + 1);
  }
  Parked& thread = parked[given++];
  thread.task = task;
  task->handle = thread.handle;
  task->stack_pointer = thread.stack_pointer;
  task->thread_pointer = thread.thread_pointer;
}

void Switch(Task* from, Task* to) {
  racelab_rt_switch(&from->stack_pointer, to->stack_pointer, to->thread_pointer, FastSwitch());
}

void SaveContext(void (*save)(void* stack_pointer)) { racelab_rt_save(save); }

void ResumeAt(void* stack_pointer, uintptr_t thread_pointer) {
  void* left = nullptr;
  racelab_rt_switch(&left, stack_pointer, thread_pointer, FastSwitch());
  __builtin_unreachable();
}

uintptr_t ThreadPointer() {
  uintptr_t pointer = 0;
  Sys(SYS_arch_prctl, ARCH_GET_FS, reinterpret_cast<long>(&pointer));
  return pointer;
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
  if (given == prepared) {
    EndChain();
    PrepareThreads(given + 1);
  }
  Parked& thread = parked[given++];
  task->handle = thread.handle;
  thread.task = task;
  Set(&thread.busy, 1);
}

void Switch(Task* from, Task* to) {
  from->baton = 0;
  Set(&to->baton, 1);
  WaitFor(&from->baton, 1);
}

void SaveContext(void (*)(void*)) {}
void ResumeAt(void*, uintptr_t) { Die("racelab: no restarts with a baton"); }
uintptr_t ThreadPointer() { return 0; }

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

void TakeOverStack(const Task* parent, Task* task) {
  for (uint32_t i = 0; i < given; ++i) parked[i].task = parked[i].task == parent ? task : nullptr;
  if (!kThreadsOutliveFork) given = prepared;  // those that wait for a baton are gone
}

Task* StackOwner(uintptr_t address) {
  if (address < kStacks || address >= kStacks + given * (kStackSize + kGuard)) return nullptr;
  return parked[(address - kStacks) / (kStackSize + kGuard)].task;
}

}  // namespace racelab::rt
