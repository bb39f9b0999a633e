// Stand-ins for the functions that send signals.
#include <pthread.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>

#include "checker/runtime/caller.h"
#include "checker/runtime/descriptor.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/os.h"
#include "checker/runtime/process.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/signal_descriptor.h"
#include "checker/runtime/signal_model.h"

namespace racelab::rt {
namespace {

constexpr uint8_t kNoSignal = 0xff;  // stands for numbers that name none

// Returns 0 or an error number.
int SendTo(uint32_t index, Task* task, Arrival what, uint32_t pc) {
  Process& process = state.processes[index];
  if (process.left) return static_cast<int>(-Sys(SYS_kill, process.pid, what.signal));
  if (trace::Event* event = Record(Op::kKill, 0, 0, pc)) {
    event->after = what.signal;
    // Where it is the same task, it is the death of a process; see process_end.cc.
    event->other = process.first_task == current->id ? trace::kMaxTasks : process.first_task;
  }
  if (what.signal != 0) SendSignal(index, task, what, pc);
  return 0;
}

Arrival Sending(int signal, int code) {
  const bool fits = signal == 0 || IsSignal(signal);
  return {fits ? static_cast<uint8_t>(signal) : kNoSignal,
          trace::kMaxTasks,
          code,
          state.processes[here].pid,
          0,
          0};
}

// One that comes from the process itself is taken before the call returns.
int Sent(int error) {
  AwaitContinue();
  TakeSignals();
  UpdateSignalDescriptors();
  if (error == 0) return 0;
  errno = error;
  return -1;
}

constexpr long kEverybody = -1;

// As kill(-1) does: everybody but the caller, of the processes of this program.
int SendToGroup(long group, const Arrival& what, uint32_t pc) {
  int result = ESRCH;
  bool own = false;
  for (uint32_t i = 0; i < state.process_count; ++i) {
    const Process& process = state.processes[i];
    if (process.reaped) continue;
    if (group == kEverybody ? i == here : Sys(SYS_getpgid, process.pid) != group) continue;
    result = 0;
    if (i == here) {
      own = true;
    } else {
      SendTo(i, nullptr, what, pc);
    }
  }
  if (own) SendTo(here, nullptr, what, pc);  // last, because it may end us
  return result;
}

// A process that nobody here has started.
int SendOutside(pid_t pid, int signal) {
  for (uint32_t i = 0; i < state.process_count; ++i) {
    if (state.processes[i].pid == pid) return ESRCH;  // it was waited for
  }
  const int error = static_cast<int>(-Sys(SYS_kill, pid, 0));
  if (error == ESRCH || signal == 0) return error;
  Stop(trace::End::kUnmodelled, "a signal to a process outside the program");
}

int SendBy(pid_t pid, const Arrival& what, uint32_t pc) {
  if (what.signal != 0 && !IsSignal(what.signal)) return EINVAL;
  const Process* process = pid > 0 ? ProcessOf(pid) : nullptr;
  const uint32_t index =
      process == nullptr ? here : static_cast<uint32_t>(process - state.processes);
  Point({Op::kKill, pc, 0, 0, false, 0, SignalPlace(index)});
  if (pid == 0) return SendToGroup(Sys(SYS_getpgid, 0), what, pc);
  if (pid == -1) {
    const int result = SendToGroup(kEverybody, what, pc);
    if (result == ESRCH) Stop(trace::End::kUnmodelled, "kill(-1), a signal to strangers only");
    return result;
  }
  if (pid < 0) return SendToGroup(-static_cast<long>(pid), what, pc);
  process = ProcessOf(pid);  // it may have ended meanwhile
  return process == nullptr ? SendOutside(pid, what.signal) : SendTo(index, nullptr, what, pc);
}

// `file` stands for a process. One that nobody here has started, or that has ended, is the
// kernel's.
int SendByFile(int file, int signal, const siginfo_t* info, uint32_t pc) {
  const long error = -Sys(SYS_pidfd_send_signal, file, 0, 0, 0);
  if (error != 0) return static_cast<int>(error);
  Arrival what = Sending(signal, info != nullptr ? info->si_code : SI_USER);
  if (info != nullptr) what.value = reinterpret_cast<uint64_t>(info->si_value.sival_ptr);
  return SendBy(static_cast<pid_t>(FactOf(file, "\nPid:") - 1), what, pc);
}

int SendToThread(Task* task, const Arrival& what, uint32_t pc) {
  if (what.signal != 0 && !IsSignal(what.signal)) return EINVAL;
  Point({Op::kKill, pc, 0, 0, false, 0, SignalPlace(here)});
  if (task == nullptr || task->ended) return task == nullptr ? ESRCH : 0;
  return SendTo(here, task, what, pc);
}

}  // namespace
}  // namespace racelab::rt

using racelab::rt::current;
using racelab::rt::here;
using racelab::rt::Sent;
using racelab::rt::state;

extern "C" {

[[gnu::weak]] int kill(pid_t pid, int signal) noexcept {
  if (current == nullptr) return RACELAB_REAL(kill)(pid, signal);
  return Sent(racelab::rt::SendBy(pid, racelab::rt::Sending(signal, SI_USER), RACELAB_CALLER));
}
int killpg(pid_t group, int signal) noexcept {
  if (current == nullptr) return RACELAB_REAL(killpg)(group, signal);
  return Sent(racelab::rt::SendBy(-group, racelab::rt::Sending(signal, SI_USER), RACELAB_CALLER));
}
int sigqueue(pid_t pid, int signal, const union sigval value) noexcept {
  if (current == nullptr) return RACELAB_REAL(sigqueue)(pid, signal, value);
  racelab::rt::Arrival what = racelab::rt::Sending(signal, SI_QUEUE);
  what.value = reinterpret_cast<uint64_t>(value.sival_ptr);
  return Sent(racelab::rt::SendBy(pid, what, RACELAB_CALLER));
}
int raise(int signal) noexcept {
  if (current == nullptr) return RACELAB_REAL(raise)(signal);
  return Sent(
      racelab::rt::SendToThread(current, racelab::rt::Sending(signal, SI_TKILL), RACELAB_CALLER));
}
int pthread_kill(pthread_t thread, int signal) noexcept {
  if (current == nullptr) return RACELAB_REAL(pthread_kill)(thread, signal);
  racelab::rt::Task* task = racelab::rt::TaskOfHandle(thread);
  const int error =
      racelab::rt::SendToThread(task, racelab::rt::Sending(signal, SI_TKILL), RACELAB_CALLER);
  Sent(0);
  return error;
}
int pthread_sigqueue(pthread_t thread, int signal, const union sigval value) noexcept {
  if (current == nullptr) return RACELAB_REAL(pthread_sigqueue)(thread, signal, value);
  racelab::rt::Arrival what = racelab::rt::Sending(signal, SI_QUEUE);
  what.value = reinterpret_cast<uint64_t>(value.sival_ptr);
  const int error =
      racelab::rt::SendToThread(racelab::rt::TaskOfHandle(thread), what, RACELAB_CALLER);
  Sent(0);
  return error;
}
int pidfd_send_signal(int file, int signal, siginfo_t* info, unsigned flags) noexcept {
  if (current == nullptr || flags != 0) {
    return static_cast<int>(racelab::rt::Answer(racelab::rt::Sys(
        SYS_pidfd_send_signal, file, signal, reinterpret_cast<long>(info), flags)));
  }
  return Sent(racelab::rt::SendByFile(file, signal, info, RACELAB_CALLER));
}
int tgkill(pid_t process, pid_t thread, int signal) {
  if (current == nullptr) {
    return static_cast<int>(racelab::rt::Sys(SYS_tgkill, process, thread, signal));
  }
  const auto id = static_cast<uint32_t>(thread - racelab::rt::kFirstThread);
  racelab::rt::Task* task = id < state.task_count ? state.tasks[id] : nullptr;
  if (task == nullptr || !task->alive || state.processes[task->process].pid != process) {
    return Sent(ESRCH);
  }
  racelab::rt::Point({racelab::rt::Op::kKill, RACELAB_CALLER, 0, 0, false, 0,
                      racelab::rt::SignalPlace(task->process)});
  return Sent(racelab::rt::SendTo(task->process, task, racelab::rt::Sending(signal, SI_TKILL),
                                  RACELAB_CALLER));
}

}  // extern "C"
