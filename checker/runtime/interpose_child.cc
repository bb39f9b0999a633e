// Stand-ins for vfork, daemon and waitid.
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

#include "checker/runtime/caller.h"
#include "checker/runtime/descriptor.h"
#include "checker/runtime/os.h"
#include "checker/runtime/process.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/signal_model.h"

namespace racelab::rt {
namespace {

// The child of a vfork has the stage until it runs another program or ends.
pid_t ForkAndLetGo(uint32_t pc) {
  const pid_t pid = Fork(pc);
  if (pid <= 0) return pid;
  const Process& child = *ProcessOf(pid);
  while (!child.ended && !child.left) AwaitChange(0, false, pc);
  return pid;
}

// The number that waitpid takes for what waitid takes; 0 when there is none.
pid_t PidOf(idtype_t type, id_t id) {
  if (type == P_ALL) return -1;
  if (type == P_PID) return static_cast<pid_t>(id);
  if (type == P_PGID) return id == 0 ? 0 : -static_cast<pid_t>(id);
  // P_PIDFD: the kernel knows, and a child that has really ended can be looked at.
  char path[64], text[2048];
  FillBytes(text, 0, sizeof text);
  Text(path, sizeof path) << "/proc/thread-self/fdinfo/" << static_cast<long>(id);
  const long file = Sys(SYS_openat, AT_FDCWD, reinterpret_cast<long>(path), O_RDONLY);
  if (file < 0) return -2;
  Sys(SYS_read, file, reinterpret_cast<long>(text), sizeof text - 1);
  Sys(SYS_close, file);
  for (const char* at = text; *at != 0; ++at) {
    if (at[0] != '\n' || at[1] != 'P' || at[2] != 'i' || at[3] != 'd' || at[4] != ':') continue;
    pid_t pid = 0;
    for (at += 5; *at != 0 && *at != '\n'; ++at) {
      if (*at >= '0' && *at <= '9') pid = pid * 10 + (*at - '0');
    }
    return pid;
  }
  return -2;
}

void Tell(const Process& child, siginfo_t* info) {
  if (info == nullptr) return;
  const bool killed = WIFSIGNALED(child.status);
  const int status = killed ? WTERMSIG(child.status) : WEXITSTATUS(child.status);
  Describe({SIGCHLD, 0, killed ? CLD_KILLED : CLD_EXITED, child.pid, status, 0}, *info);
}

int WaitId(idtype_t type, id_t id, siginfo_t* info, int options, uint32_t pc) {
  const pid_t pid = PidOf(type, id);
  if (pid == -2) return static_cast<int>(Answer(-EBADF));
  const bool waits = (options & WNOHANG) == 0;
  for (;;) {
    Point({waits ? Op::kWaitChild : Op::kTransfer, pc, 0, static_cast<uintptr_t>(pid), false, 0});
    if (Interrupted(true)) return static_cast<int>(Answer(-EINTR));
    if (Process* child = EndedChild(here, pid)) {
      Tell(*child, info);
      if (info != nullptr) child->crash = nullptr;
      Join(current->clock, child->clock, state.task_count);
      Effect();
      if ((options & WNOWAIT) != 0) return 0;
      child->reaped = true;
      Sys(SYS_wait4, child->pid, 0, 0, 0);
      return 0;
    }
    const bool there = HasChild(here, pid);
    if (!HasLeft(here, pid)) {
      if (!there) return static_cast<int>(Answer(-ECHILD));
    } else {
      siginfo_t told;
      FillBytes(&told, 0, sizeof told);
      const long result =
          Sys(SYS_waitid, type, id, reinterpret_cast<long>(&told), options | WNOHANG, 0);
      if (result < 0) return static_cast<int>(Answer(result));
      if (told.si_pid != 0) {
        if (info != nullptr) *info = told;
        Process* process = ProcessOf(told.si_pid);
        if (process != nullptr && (options & WNOWAIT) == 0) process->reaped = true;
        Effect();
        return 0;
      }
      current->looked = state.changes;
    }
    if (waits) continue;
    if (info != nullptr) info->si_pid = 0, info->si_signo = 0;
    return 0;
  }
}

int Daemon(int no_chdir, int no_close) {
  const pid_t pid = fork();
  if (pid < 0) return -1;
  if (pid > 0) _exit(0);
  if (setsid() < 0) return -1;
  if (no_chdir == 0) Sys(SYS_chdir, reinterpret_cast<long>("/"));
  if (no_close != 0) return 0;
  const long null = Sys(SYS_openat, AT_FDCWD, reinterpret_cast<long>("/dev/null"), O_RDWR);
  for (int i = 0; null >= 0 && i < 3; ++i) Sys(SYS_dup3, null, i, 0);
  if (null > 2) Sys(SYS_close, null);
  return 0;
}

}  // namespace
}  // namespace racelab::rt

using racelab::rt::current;

extern "C" {

// Two processes cannot share this stack here: the child has a copy of it.
pid_t vfork() noexcept {
  return current == nullptr ? RACELAB_REAL(_Fork)() : racelab::rt::ForkAndLetGo(RACELAB_CALLER);
}
int daemon(int no_chdir, int no_close) noexcept {
  return current == nullptr ? RACELAB_REAL(daemon)(no_chdir, no_close)
                            : racelab::rt::Daemon(no_chdir, no_close);
}
int waitid(idtype_t type, id_t id, siginfo_t* info, int options) {
  if (current == nullptr) return RACELAB_REAL(waitid)(type, id, info, options);
  return racelab::rt::WaitId(type, id, info, options, RACELAB_CALLER);
}

}  // extern "C"
