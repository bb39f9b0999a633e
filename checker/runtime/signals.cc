// Crash signals as findings, and a timer that sees when an execution stands still.
#include <signal.h>
#include <sys/syscall.h>
#include <time.h>
#include <ucontext.h>

#include <initializer_list>

#include "checker/runtime/caller.h"
#include "checker/runtime/crash.h"
#include "checker/runtime/dirty_pages.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/heap.h"
#include "checker/runtime/os.h"
#include "checker/runtime/outside.h"
#include "checker/runtime/process.h"
#include "checker/runtime/signal_model.h"
#include "checker/runtime/state.h"

namespace racelab::rt {
namespace {

// A program may use every signal for itself, so the timer has the last of all; and unlike that of
// setitimer(), it does not outlive an exec.
constexpr int kTimerSignal = 64;
constexpr size_t kSignalStackSize = 1 << 16;
uint64_t seen_before = ~0ull;
uint32_t still_seconds = 0;

const char* NameOf(int signal) {
  switch (signal) {
    case SIGSEGV: return "SIGSEGV: an access to memory that is not there";
    case SIGBUS: return "SIGBUS: an access beyond the end of a mapping";
    case SIGFPE: return "SIGFPE: an arithmetic error, such as a division by zero";
    case SIGILL: return "SIGILL: an instruction that does not exist";
    default: return "SIGABRT: abort() was called";
  }
}

uint32_t PcOf(void* context) {
#if defined(__x86_64__)
  const auto pc = static_cast<ucontext_t*>(context)->uc_mcontext.gregs[REG_RIP];
#else
  const auto pc = static_cast<ucontext_t*>(context)->uc_mcontext.pc;
#endif
  const void* at = reinterpret_cast<void*>(pc);
  return InProgram(at) ? Narrow(at) + 1 : ProgramPc(at);
}

void SetAction(int signal, const struct sigaction* action) {
  RACELAB_REAL(sigaction)(signal, action, nullptr);
}

void OnCrash(int signal, siginfo_t* info, void* context) {
  if (signal == SIGSEGV && NoteWrite(reinterpret_cast<uintptr_t>(info->si_addr))) return;
  if (current == nullptr) {
    struct sigaction usual = {};
    usual.sa_handler = SIG_DFL;
    SetAction(signal, &usual);
    return;  // the instruction fails again
  }
  if (signal == SIGSEGV && WasPromised(current, reinterpret_cast<uintptr_t>(info->si_addr))) {
    Stop(trace::End::kUnmodelled, "a thread uses more than 8 MB of stack");
  }
  if (CallOnCrash(signal, info, context)) return;
  Crash(trace::Kind::kCrash, signal, PcOf(context), NameOf(signal), true);
}

// Whoever has the turn may have been killed from outside.
void CheckRunning() {
  const Task* task = state.running;
  if (task == nullptr || Mine(task)) return;
  const Process& process = state.processes[task->process];
  if (process.ended || process.left || process.pid <= 0) return;
  if (IsAlive(process.pid)) return;
  Stop(trace::End::kUnmodelled, "a process was killed by somebody outside the program");
}

// Whether the server was killed, like the tool. Its own child asks in a way that a chain of
// executions allows.
bool IsServerGone() {
  if (state.server == 0) return false;
  return here == 0 ? Sys(SYS_getppid) != state.server : !IsAlive(state.server);
}

void OnTimer(int, siginfo_t*, void*) {
  if (IsServerGone()) Sys(SYS_exit_group, 1);
  if (current == nullptr) return;
  const uint64_t seen = state.points + state.events;
  state.outcome->points = state.points;  // the fork server looks at these, too
  state.outcome->events = state.events;
  still_seconds = seen == seen_before ? still_seconds + 1 : 0;
  seen_before = seen;
  if (still_seconds >= 1) CheckRunning();
  if (still_seconds < state.region->hang_seconds) return;
  Stop(trace::End::kHung, "");
}

}  // namespace

void PrepareSignals() { SetAction(SIGSEGV, nullptr); }

void WatchSignals() {
  stack_t stack = {};
  stack.ss_sp = Table<char>(kSignalStack);
  stack.ss_size = kSignalStackSize;
  sigaltstack(&stack, nullptr);
  struct sigaction action = {};
  action.sa_sigaction = OnCrash;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
  for (int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL}) SetAction(signal, &action);
  action.sa_sigaction = OnTimer;
  action.sa_flags |= SA_RESTART;
  SetAction(kTimerSignal, &action);
  WatchProgress();
}

void WatchProgress() {
  if (state.region->hang_seconds == 0) return;
  struct sigevent event = {};
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = kTimerSignal;
  int timer = 0;
  const itimerspec second = {{1, 0}, {1, 0}};
  Sys(SYS_timer_create, CLOCK_MONOTONIC, reinterpret_cast<long>(&event),
      reinterpret_cast<long>(&timer));
  Sys(SYS_timer_settime, timer, 0, reinterpret_cast<long>(&second), 0);
}

}  // namespace racelab::rt
