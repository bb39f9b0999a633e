// Stand-ins for waits for children: wait, waitpid, wait3, wait4 and waitid.
#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <cerrno>

#include "checker/runtime/caller.h"
#include "checker/runtime/cancel.h"
#include "checker/runtime/descriptor.h"
#include "checker/runtime/os.h"
#include "checker/runtime/process.h"
#include "checker/runtime/progress.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/signal_model.h"

namespace racelab::rt {
namespace {

// The place that stands for the list of children in the eyes of the strategies.
constexpr uintptr_t kChildren = uintptr_t{1} << 61;

enum class News {
  kEnded,    // of `child`
  kChanged,  // the same: it was stopped, or goes on
  kOutside,  // perhaps: the kernel knows, since such a child runs another program
  kNone,     // and the caller does not wait
  kNoChild,
  kInterrupted,
};

// What a wait for `pid`, as waitpid takes it, has to tell; waits for it unless told not to.
News AwaitNews(pid_t pid, int options, uint32_t pc, Process*& child) {
  const bool waits = (options & WNOHANG) == 0;
  for (;;) {
    const Op op = waits ? Op::kWaitChild : Op::kTransfer;
    Point({op, pc, 0, AwaitedNews(pid, options & ~WNOHANG), false, 0, kChildren});
    if (Interrupted(true) || (waits && TakeFault(trace::Fault::kInterrupted))) {
      return News::kInterrupted;
    }
    child = (options & WEXITED) != 0 ? EndedChild(here, pid) : nullptr;
    if (child != nullptr) return News::kEnded;
    child = ChangedChild(here, pid, options);
    if (child != nullptr) return News::kChanged;
    if (HasLeft(here, pid)) return News::kOutside;
    if (!HasChild(here, pid)) return News::kNoChild;
    if (!waits) return News::kNone;
  }
}

// As waitid tells it, and as waitpid does.
struct Change {
  int code, signal, status;
};

void Learn(const Process& child) {
  Join(current->clock, child.clock, state.task_count);
  Effect();
}

// What a wait tells of a child that was stopped or goes on; what it has done before is known then.
// `takes`: no other wait is told.
Change TellChange(Process& child, bool takes) {
  const auto index = static_cast<uint32_t>(&child - state.processes);
  for (uint32_t i = 0; i < state.task_count; ++i) {
    const Task* task = state.tasks[i];
    if (task->process == index) Join(current->clock, task->clock, state.task_count);
  }
  Effect();
  const int signal = child.stop_signal;
  if (takes && signal != 0) child.stop_signal = 0;
  if (takes && signal == 0) child.continued = false;
  return signal != 0 ? Change{CLD_STOPPED, signal, signal << 8 | 0x7f}
                     : Change{CLD_CONTINUED, SIGCONT, 0xffff};
}

// A child outside has ended, as the kernel says.
void LearnOutside(pid_t pid, bool reaps) {
  Process* process = ProcessOf(pid);
  if (process != nullptr && reaps) process->reaped = true;
  Effect();
}

// A child under control has ended, or ends at once: the real wait comes back.
pid_t TellChild(Process& child, int* status, rusage* usage, uint32_t pc) {
  int real = 0;
  const pid_t pid = RealWait(child.pid, &real, 0, usage);
  child.reaped = true;
  if (status != nullptr) {
    *status = child.status;
    child.crash = nullptr;
  }
  Learn(child);
  if (trace::Event* event = Record(Op::kWaitChild, 0, 0, pc)) event->other = child.first_task;
  return pid;
}

pid_t WaitForChild(pid_t pid, int* status, int options, rusage* usage, uint32_t pc) {
  const bool waits = (options & WNOHANG) == 0;
  for (;;) {
    Process* child = nullptr;
    switch (AwaitNews(pid, options | WEXITED, pc, child)) {
      case News::kEnded: return TellChild(*child, status, usage, pc);
      case News::kChanged: {
        const Change change = TellChange(*child, true);
        if (status != nullptr) *status = change.status;
        return child->pid;
      }
      case News::kNone: return 0;
      case News::kNoChild: return static_cast<pid_t>(Answer(-ECHILD));
      case News::kInterrupted: return static_cast<pid_t>(Answer(-EINTR));
      case News::kOutside: break;
    }
    const pid_t told = RealWait(pid, status, options | WNOHANG, usage);
    if (told > 0) LearnOutside(told, true);
    if (told != 0 || !waits) return told;
    current->looked = state.changes;
  }
}

// The number that waitpid takes for what waitid takes; 0 when there is none.
pid_t PidOf(idtype_t type, id_t id) {
  if (type == P_ALL) return -1;
  if (type == P_PID) return static_cast<pid_t>(id);
  if (type == P_PGID) return id == 0 ? 0 : -static_cast<pid_t>(id);
  // P_PIDFD: the kernel knows, and a child that has really ended can be looked at.
  const uint64_t fact = FactOf(static_cast<int>(id), "\nPid:");
  return fact == 0 ? -2 : static_cast<pid_t>(fact - 1);
}

void Tell(const Process& child, siginfo_t* info) {
  if (info == nullptr) return;
  const bool killed = WIFSIGNALED(child.status);
  const int status = killed ? WTERMSIG(child.status) : WEXITSTATUS(child.status);
  Describe({SIGCHLD, 0, killed ? CLD_KILLED : CLD_EXITED, child.pid, status, 0}, *info);
}

int WaitId(idtype_t type, id_t id, siginfo_t* info, int options, uint32_t pc) {
  const pid_t pid = PidOf(type, id);
  if (pid == -2) return RACELAB_INT(-EBADF);
  const bool waits = (options & WNOHANG) == 0, reaps = (options & WNOWAIT) == 0;
  if ((options & (WEXITED | WSTOPPED | WCONTINUED)) == 0) return RACELAB_INT(-EINVAL);
  for (;;) {
    Process* child = nullptr;
    const News news = AwaitNews(pid, options, pc, child);
    if (news == News::kInterrupted) return RACELAB_INT(-EINTR);
    if (news == News::kNoChild) return RACELAB_INT(-ECHILD);
    if (news == News::kChanged) {
      const Change change = TellChange(*child, reaps);
      if (info != nullptr) {
        Describe({SIGCHLD, 0, change.code, child->pid, change.signal, 0}, *info);
      }
      return 0;
    }
    if (news == News::kEnded) {
      Tell(*child, info);
      if (info != nullptr) child->crash = nullptr;
      Learn(*child);
      if (!reaps) return 0;
      child->reaped = true;
      Sys(SYS_wait4, child->pid, 0, 0, 0);
      return 0;
    }
    if (news == News::kOutside) {
      siginfo_t told;
      FillBytes(&told, 0, sizeof told);
      const long result =
          Sys(SYS_waitid, type, id, reinterpret_cast<long>(&told), options | WNOHANG, 0);
      if (result < 0) return RACELAB_INT(result);
      if (told.si_pid != 0) {
        if (info != nullptr) *info = told;
        LearnOutside(told.si_pid, reaps);
        return 0;
      }
      current->looked = state.changes;
      if (waits) continue;
    }
    if (info != nullptr) info->si_pid = 0, info->si_signo = 0;
    return 0;
  }
}

}  // namespace
}  // namespace racelab::rt

using racelab::rt::current;

extern "C" {

pid_t wait4(pid_t pid, int* status, int options, rusage* usage) noexcept {
  if (current == nullptr) return RACELAB_REAL(wait4)(pid, status, options, usage);
  const racelab::rt::Sealed sealed;
  return racelab::rt::WaitForChild(pid, status, options, usage, RACELAB_CALLER);
}
pid_t waitpid(pid_t pid, int* status, int options) {
  if (current == nullptr) return RACELAB_REAL(waitpid)(pid, status, options);
  return racelab::rt::WaitForChild(pid, status, options, nullptr, RACELAB_CALLER);
}
[[gnu::weak]] pid_t wait(int* status) {
  if (current == nullptr) return RACELAB_REAL(wait)(status);
  return racelab::rt::WaitForChild(-1, status, 0, nullptr, RACELAB_CALLER);
}
pid_t wait3(int* status, int options, rusage* usage) noexcept {
  if (current == nullptr) return RACELAB_REAL(wait3)(status, options, usage);
  const racelab::rt::Sealed sealed;
  return racelab::rt::WaitForChild(-1, status, options, usage, RACELAB_CALLER);
}

int waitid(idtype_t type, id_t id, siginfo_t* info, int options) {
  if (current == nullptr) return RACELAB_REAL(waitid)(type, id, info, options);
  return racelab::rt::WaitId(type, id, info, options, RACELAB_CALLER);
}

}  // extern "C"
