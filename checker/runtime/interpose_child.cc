// Stand-ins for vfork, daemon and clone.
#include <fcntl.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>

#include "checker/runtime/caller.h"
#include "checker/runtime/descriptor.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/os.h"
#include "checker/runtime/process.h"
#include "checker/runtime/scheduler.h"

namespace racelab::rt {
namespace {

// The child of a vfork has the stage until it runs another program or ends.
pid_t ForkAndLetGo(uint32_t pc) {
  const pid_t pid = Fork(pc);
  if (pid <= 0) return pid;
  const Process& child = *ProcessOf(pid);
  while (!child.ended && !child.left && !child.replaced) AwaitChange(0, false, pc);
  return pid;
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
// Its child may share memory, descriptors and more, as the flags say.
int clone(int (*)(void*), void*, int, void*, ...) noexcept {
  if (current != nullptr) racelab::rt::Stop(racelab::trace::End::kUnmodelled, "clone()");
  errno = ENOSYS;  // nobody calls it before main
  return -1;
}
}  // extern "C"
