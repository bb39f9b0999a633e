// Signal handlers that write where a thread is, as far as its frames lie in the executable.
#include "checker/harness/stacks.h"

#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <unwind.h>

#include <cerrno>
#include <cstdint>

#include "checker/harness/record_writer.h"

namespace racelab {
namespace {

constexpr int kMaxFrames = 200;
constexpr int kCrashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};

thread_local bool answering = false;

// For a stack overflow of the main thread; other threads then die without a line.
alignas(16) char crash_stack[64 << 10];

// What rt_sigaction(2) takes; libc's sigaction differs.
struct KernelAction {
  void (*handler)(int);
  unsigned long flags;
  void (*restorer)();
  unsigned long mask;
};

// Without a constructor: the compiler would instrument it, and a thread that is only just being
// created does not survive that.
struct Stack {
  void* counters[kMaxFrames];
  int size;
};

RACELAB_UNINSTRUMENTED _Unwind_Reason_Code AddFrame(_Unwind_Context* context, void* argument) {
  Stack* stack = static_cast<Stack*>(argument);
  int interrupted = 0;
  uintptr_t counter = _Unwind_GetIPInfo(context, &interrupted);
  if (interrupted) {
    stack->size = 0;  // so far these were the handler's own frames
    ++counter;        // like a return address: one behind the instruction
  }
  if (stack->size == kMaxFrames) return _URC_NORMAL_STOP;
  stack->counters[stack->size++] = reinterpret_cast<void*>(counter);
  return _URC_NO_REASON;
}

// _Unwind_Backtrace and not backtrace(): TSan intercepts the latter, and so does not survive it
// here. What _Unwind_Backtrace calls in turn is stood in for (interpose.cc).
RACELAB_UNINSTRUMENTED void WriteWhere() {
  Stack stack;
  stack.size = 0;
  answering = true;
  _Unwind_Backtrace(AddFrame, &stack);
  answering = false;
  RecordLine line("where");
  line.Number(syscall(SYS_getpid)).Number(syscall(SYS_gettid));
  line.Counters(stack.counters, stack.size).Write();
}

RACELAB_UNINSTRUMENTED void OnRequest(int) {
  const int saved = errno;
  WriteWhere();
  errno = saved;
}

// The kernel put the default action back (SA_RESETHAND); the signal comes again after the return.
RACELAB_UNINSTRUMENTED void OnCrash(int signal_number) {
  WriteWhere();
  syscall(SYS_tgkill, syscall(SYS_getpid), syscall(SYS_gettid), signal_number);
}

// Installs a handler past libc and TSan. TSan would hold a signal back until the thread leaves an
// intercepted call, and a thread that is stuck in a lock never does. The return trampoline is
// libc's: an ordinary sigaction() puts it in place.
void Install(int signal_number, void (*handler)(int), unsigned long flags) {
  struct sigaction ordinary = {};
  ordinary.sa_handler = handler;
  sigaction(signal_number, &ordinary, nullptr);
  KernelAction action;
  syscall(SYS_rt_sigaction, signal_number, nullptr, &action, sizeof(action.mask));
  action.handler = handler;
  action.mask = 0;
  action.flags = (action.flags & ~static_cast<unsigned long>(SA_SIGINFO)) | flags;
  syscall(SYS_rt_sigaction, signal_number, &action, nullptr, sizeof(action.mask));
}

}  // namespace

RACELAB_UNINSTRUMENTED bool IsAnswering() { return answering; }

RACELAB_UNINSTRUMENTED uint64_t HoldQuestions() {
  const uint64_t question = uint64_t{1} << (SIGUSR2 - 1);
  uint64_t before = 0;
  syscall(SYS_rt_sigprocmask, SIG_BLOCK, &question, &before, sizeof before);
  return before;
}

RACELAB_UNINSTRUMENTED void AllowQuestions(uint64_t before) {
  syscall(SYS_rt_sigprocmask, SIG_SETMASK, &before, nullptr, sizeof before);
}

void StartStacks() {
  Stack warm_up;  // the first use loads and initialises the unwinder, which a handler must not do
  warm_up.size = 0;
  _Unwind_Backtrace(AddFrame, &warm_up);
  stack_t alternate = {};
  sigaltstack(nullptr, &alternate);
  if (alternate.ss_flags & SS_DISABLE) {  // TSan brings its own
    alternate = {.ss_sp = crash_stack, .ss_flags = 0, .ss_size = sizeof(crash_stack)};
    sigaltstack(&alternate, nullptr);
  }
  Install(SIGUSR2, OnRequest, SA_RESTART);
  for (int signal_number : kCrashes) Install(signal_number, OnCrash, SA_RESETHAND | SA_ONSTACK);
}

}  // namespace racelab
