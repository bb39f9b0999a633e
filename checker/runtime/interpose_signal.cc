// Stand-ins for what a program says of its signals, and for waits for them.
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>

#include "checker/runtime/caller.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/os.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/signal_descriptor.h"
#include "checker/runtime/signal_model.h"

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"  // of System V

namespace racelab::rt {
namespace {

int Fail(int error) {
  errno = error;
  return -1;
}

void Store(SignalSet bits, sigset_t* set) {
  FillBytes(set, 0, sizeof *set);
  CopyBytes(set, &bits, sizeof bits);
}

void SignalPoint(uint32_t pc) { Point({Op::kKill, pc, 0, 0, false, 0, SignalPlace(here)}); }

int SetAction(int signal, const struct sigaction* to, struct sigaction* old, uint32_t pc) {
  if (!IsSignal(signal)) return Fail(EINVAL);
  if (to != nullptr && (Bit(signal) & kAbsolute) != 0) return Fail(EINVAL);
  SignalPoint(pc);
  const Action before = ActionOf(signal);
  if (to != nullptr) {
    Act(signal, {reinterpret_cast<void*>(to->sa_sigaction), to->sa_flags, SetOf(&to->sa_mask)});
  }
  if (old != nullptr) {
    FillBytes(old, 0, sizeof *old);
    old->sa_sigaction = reinterpret_cast<void (*)(int, siginfo_t*, void*)>(before.handler);
    old->sa_flags = before.flags;
    Store(before.mask, &old->sa_mask);
  }
  return 0;
}

sighandler_t SetHandler(int signal, sighandler_t handler, int flags, uint32_t pc) {
  struct sigaction to = {}, old = {};
  to.sa_handler = handler;
  to.sa_flags = flags;
  return SetAction(signal, &to, &old, pc) == 0 ? old.sa_handler : SIG_ERR;
}

// Returns an error number.
int SetMask(int how, const sigset_t* set, sigset_t* old, uint32_t pc) {
  SignalPoint(pc);
  const SignalSet before = current->blocked;
  const SignalSet bits = set != nullptr ? SetOf(set) : 0;
  if (set != nullptr) {
    switch (how) {
      case SIG_BLOCK: current->blocked |= bits; break;
      case SIG_UNBLOCK: current->blocked &= ~bits; break;
      case SIG_SETMASK: current->blocked = bits; break;
      default: return EINVAL;
    }
  }
  if (old != nullptr) Store(before, old);
  TakeSignals();
  return 0;
}

sigset_t Only(int signal) {
  sigset_t set;
  Store(Bit(signal), &set);
  return set;
}

// As System V has it: also puts the signal into the mask, or takes it out.
sighandler_t SetSystemV(int signal, sighandler_t handler, uint32_t pc) {
  if (!IsSignal(signal)) return Fail(EINVAL), SIG_ERR;
  const bool blocked = (current->blocked & Bit(signal)) != 0;
  const sigset_t set = Only(signal);
  sighandler_t before = reinterpret_cast<sighandler_t>(ActionOf(signal).handler);
  if (handler != SIG_HOLD) before = SetHandler(signal, handler, 0, pc);
  if (before != SIG_ERR) SetMask(handler == SIG_HOLD ? SIG_BLOCK : SIG_UNBLOCK, &set, nullptr, pc);
  return blocked ? SIG_HOLD : before;
}

int Hold(int how, int signal, uint32_t pc) {
  if (!IsSignal(signal)) return Fail(EINVAL);
  const sigset_t set = Only(signal);
  return SetMask(how, &set, nullptr, pc);
}

// A wait that only a signal ends. There is a point before it: a signal that comes there is lost.
void Pause(uint32_t pc) {
  Point({Op::kPause, pc, 0, 0, false, 0, SignalPlace(here)});
  Record(Op::kPause, 0, 0, pc);
}

int Suspend(const sigset_t* set, uint32_t pc) {
  SignalPoint(pc);
  {
    const MaskOfWait masked(set);
    // Those that are pending are taken here, which ends the wait.
    bool restarts = true;
    if (!TakeSignals(restarts)) Pause(pc);
  }
  return Fail(EINTR);
}

// Returns the signal, or -errno.
int Await(const sigset_t* set, siginfo_t* info, bool timed, uint64_t deadline, uint32_t pc) {
  SignalPoint(pc);
  const SignalSet wanted = SetOf(set);
  for (;;) {
    if (const SignalSet ready = (state.processes[here].arrived | current->arrived) & wanted) {
      Arrival arrival = Take(current, __builtin_ctzll(ready) + 1);
      if (arrival.code == SI_TKILL) arrival.code = SI_USER;  // as in glibc
      siginfo_t own;
      Describe(arrival, info != nullptr ? *info : own);
      return arrival.signal;
    }
    if (timed && IsOver(deadline)) return -EAGAIN;
    current->awaited = wanted;
    const Mode mode = Point({Op::kPause, pc, 0, 0, timed, deadline, SignalPlace(here)});
    const bool interrupted = Interrupted(false);
    current->awaited = 0;
    if (mode == Mode::kTimeout) return -EAGAIN;
    if (interrupted) return -EINTR;
  }
}

}  // namespace
}  // namespace racelab::rt

using racelab::rt::current;

extern "C" {

int sigaction(int signal, const struct sigaction* to, struct sigaction* old) noexcept {
  if (current == nullptr) return RACELAB_REAL(sigaction)(signal, to, old);
  return racelab::rt::SetAction(signal, to, old, RACELAB_CALLER);
}

[[gnu::weak]] sighandler_t signal(int number, sighandler_t handler) noexcept {
  if (current == nullptr) return RACELAB_REAL(signal)(number, handler);
  return racelab::rt::SetHandler(number, handler, SA_RESTART, RACELAB_CALLER);
}
sighandler_t bsd_signal(int number, sighandler_t handler) noexcept {
  return signal(number, handler);
}
// What signal() is in a program that is compiled as strict C.
sighandler_t __sysv_signal(int number, sighandler_t handler) noexcept {
  if (current == nullptr) return RACELAB_REAL(__sysv_signal)(number, handler);
  return racelab::rt::SetHandler(number, handler, SA_RESETHAND | SA_NODEFER, RACELAB_CALLER);
}
sighandler_t sysv_signal(int number, sighandler_t handler) noexcept {
  return __sysv_signal(number, handler);
}

int sigprocmask(int how, const sigset_t* set, sigset_t* old) noexcept {
  if (current == nullptr) return RACELAB_REAL(sigprocmask)(how, set, old);
  const int error = racelab::rt::SetMask(how, set, old, RACELAB_CALLER);
  return error == 0 ? 0 : racelab::rt::Fail(error);
}
int pthread_sigmask(int how, const sigset_t* set, sigset_t* old) noexcept {
  if (current == nullptr) return RACELAB_REAL(pthread_sigmask)(how, set, old);
  return racelab::rt::SetMask(how, set, old, RACELAB_CALLER);
}

sighandler_t sigset(int signal, sighandler_t handler) noexcept {
  if (current == nullptr) return RACELAB_REAL(sigset)(signal, handler);
  return racelab::rt::SetSystemV(signal, handler, RACELAB_CALLER);
}
int sighold(int signal) noexcept {
  if (current == nullptr) return RACELAB_REAL(sighold)(signal);
  return racelab::rt::Hold(SIG_BLOCK, signal, RACELAB_CALLER);
}
int sigrelse(int signal) noexcept {
  if (current == nullptr) return RACELAB_REAL(sigrelse)(signal);
  return racelab::rt::Hold(SIG_UNBLOCK, signal, RACELAB_CALLER);
}
int sigignore(int signal) noexcept {
  if (current == nullptr) return RACELAB_REAL(sigignore)(signal);
  return racelab::rt::SetHandler(signal, SIG_IGN, 0, RACELAB_CALLER) == SIG_ERR ? -1 : 0;
}
int siginterrupt(int signal, int interrupts) noexcept {
  if (current == nullptr) return RACELAB_REAL(siginterrupt)(signal, interrupts);
  if (!racelab::rt::IsSignal(signal)) return racelab::rt::Fail(EINVAL);
  racelab::rt::SignalPoint(RACELAB_CALLER);
  int& flags = racelab::rt::ActionOf(signal).flags;
  flags = interrupts != 0 ? flags & ~SA_RESTART : flags | SA_RESTART;
  return 0;
}

int sigpending(sigset_t* set) noexcept {
  if (current == nullptr) return RACELAB_REAL(sigpending)(set);
  racelab::rt::SignalPoint(RACELAB_CALLER);
  const racelab::rt::SignalSet there =
      racelab::rt::state.processes[racelab::rt::here].arrived | current->arrived;
  racelab::rt::Store(there & current->blocked, set);
  return 0;
}

[[gnu::weak]] int pause() {
  if (current == nullptr) return RACELAB_REAL(pause)();
  racelab::rt::SignalPoint(RACELAB_CALLER);
  racelab::rt::Pause(RACELAB_CALLER);
  return racelab::rt::Fail(EINTR);
}
// sigpause() as POSIX has it.
int __xpg_sigpause(int signal) {
  if (!racelab::rt::IsSignal(signal)) return racelab::rt::Fail(EINVAL);
  sigset_t set;
  if (current == nullptr) {
    RACELAB_REAL(sigprocmask)(SIG_BLOCK, nullptr, &set);
    sigdelset(&set, signal);
    return RACELAB_REAL(sigsuspend)(&set);
  }
  racelab::rt::Store(current->blocked & ~racelab::rt::Bit(signal), &set);
  return racelab::rt::Suspend(&set, RACELAB_CALLER);
}
int sigsuspend(const sigset_t* set) {
  if (current == nullptr) return RACELAB_REAL(sigsuspend)(set);
  return racelab::rt::Suspend(set, RACELAB_CALLER);
}

int sigwaitinfo(const sigset_t* set, siginfo_t* info) {
  if (current == nullptr) return RACELAB_REAL(sigwaitinfo)(set, info);
  const int result = racelab::rt::Await(set, info, false, 0, RACELAB_CALLER);
  return result < 0 ? racelab::rt::Fail(-result) : result;
}
int sigtimedwait(const sigset_t* set, siginfo_t* info, const timespec* time) {
  if (current == nullptr) return RACELAB_REAL(sigtimedwait)(set, info, time);
  const uint64_t length = static_cast<uint64_t>(time->tv_sec) * 1000000000 + time->tv_nsec;
  const int result =
      racelab::rt::Await(set, info, true, racelab::rt::state.now + length, RACELAB_CALLER);
  return result < 0 ? racelab::rt::Fail(-result) : result;
}
int sigwait(const sigset_t* set, int* signal) {
  if (current == nullptr) return RACELAB_REAL(sigwait)(set, signal);
  int result;
  do {
    result = racelab::rt::Await(set, nullptr, false, 0, RACELAB_CALLER);
  } while (result == -EINTR);
  if (result < 0) return -result;
  *signal = result;
  return 0;
}

int signalfd(int descriptor, const sigset_t* set, int flags) noexcept {
  if (current == nullptr) {
    return static_cast<int>(
        racelab::rt::Sys(SYS_signalfd4, descriptor, reinterpret_cast<long>(set), 8, flags));
  }
  return racelab::rt::SignalDescriptor(descriptor, racelab::rt::SetOf(set), flags);
}

}  // extern "C"
