// Registers and the thread pointer of x86-64, put aside and taken up again.
#include "checker/runtime/context.h"

#include "checker/runtime/os.h"

#if defined(__x86_64__)

#include <sys/auxv.h>
#include <sys/syscall.h>

// rt_switch(void** save, void* stack_pointer, uintptr_t thread_pointer, int fast)
// rt_park(void** save, int* ready): saves the context, then sleeps for ever without touching the
// stack.
// rt_save(void (*function)(void* stack_pointer)): calls it while the context lies on the stack, as
// rt_switch takes it.
__asm__(R"(
.macro racelab_rt_push
  push %rbx
  push %rbp
  push %r12
  push %r13
  push %r14
  push %r15
.endm
.macro racelab_rt_pop
  pop %r15
  pop %r14
  pop %r13
  pop %r12
  pop %rbp
  pop %rbx
.endm

.text
.globl racelab_rt_switch
.hidden racelab_rt_switch
.type racelab_rt_switch, @function
racelab_rt_switch:
  racelab_rt_push
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
  racelab_rt_pop
  ret
.size racelab_rt_switch, .-racelab_rt_switch

.globl racelab_rt_park
.hidden racelab_rt_park
.type racelab_rt_park, @function
racelab_rt_park:
  racelab_rt_push
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
  racelab_rt_push
  mov %rdi, %rax
  mov %rsp, %rdi
  mov %rsp, %rbx
  and $-16, %rsp
  call *%rax
  mov %rbx, %rsp
  racelab_rt_pop
  ret
.size racelab_rt_save, .-racelab_rt_save
)");

extern "C" void racelab_rt_switch(void** save, void* stack_pointer, uintptr_t thread_pointer,
                                  int fast);
extern "C" void racelab_rt_park(void** save, int* ready);
extern "C" void racelab_rt_save(void (*function)(void* stack_pointer));

namespace racelab::rt {
namespace {

// Whether the kernel lets programs set the thread pointer themselves (AT_HWCAP2 bit 1, Linux 5.9).
int fast_switch = -1;

bool FastSwitch() {
  if (fast_switch < 0) {
    fast_switch = getauxval(AT_HWCAP2) >> 1 & 1;
  }
  return fast_switch != 0;
}

}  // namespace

void SwitchContext(void** save, void* stack_pointer, uintptr_t thread_pointer) {
  racelab_rt_switch(save, stack_pointer, thread_pointer, FastSwitch());
}

void ParkContext(void** save, int* ready) { racelab_rt_park(save, ready); }

void SaveContext(void (*save)(void* stack_pointer)) { racelab_rt_save(save); }

void ResumeAt(void* stack_pointer, uintptr_t thread_pointer) {
  void* left = nullptr;
  SwitchContext(&left, stack_pointer, thread_pointer);
  __builtin_unreachable();
}

uintptr_t ThreadPointer() {
  uintptr_t pointer = 0;
  __asm__("mov %%fs:0, %0" : "=r"(pointer));  // where it points to itself
  return pointer;
}

}  // namespace racelab::rt

#else  // where tasks pass a baton, nobody calls these

namespace racelab::rt {

void SaveContext(void (*)(void*)) {}
void ResumeAt(void*, uintptr_t) { Die("racelab: no restarts on this machine"); }
uintptr_t ThreadPointer() { return 0; }

}  // namespace racelab::rt

#endif
