// Waits for orphans, and ends them.
#include "checker/runtime/orphans.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>

#include <cerrno>

#include "checker/runtime/os.h"
#include "checker/runtime/state.h"
#include "checker/runtime/watch.h"

namespace racelab::rt {

void AwaitRest(const trace::Slot& slot) {
  uint64_t before = ~0ull;
  uint32_t still = 0;  // milliseconds
  while (slot.outcome.end == trace::End::kNotRun) {
    if (Sys(SYS_wait4, -1, 0, WNOHANG, 0) == -ECHILD || IsAbandoned()) return;
    const timespec pause = {0, 1000000};
    Sys(SYS_nanosleep, reinterpret_cast<long>(&pause), 0);
    const uint64_t now = slot.outcome.points + slot.outcome.events;
    still = now == before ? still + 1 : 0;
    before = now;
    if (still > (state.region->hang_seconds * 3 + 5) * 1000) return;
  }
}

void EndOrphans() {
  while (Sys(SYS_wait4, -1, 0, WNOHANG, 0) != -ECHILD) {
    char list[4096];
    const long file =
        Sys(SYS_openat, AT_FDCWD, reinterpret_cast<long>("/proc/thread-self/children"), O_RDONLY);
    const long got = file < 0 ? 0 : Sys(SYS_read, file, reinterpret_cast<long>(list), sizeof list);
    if (file >= 0) Sys(SYS_close, file);
    long pid = 0;
    for (long i = 0; i < got; ++i) {
      if (list[i] >= '0' && list[i] <= '9') {
        pid = pid * 10 + (list[i] - '0');
      } else if (pid > 0) {
        Sys(SYS_kill, pid, SIGKILL);
        pid = 0;
      }
    }
    if (got <= 0) return;  // no such list on this machine
    Sys(SYS_wait4, -1, 0, 0, 0);
  }
}

}  // namespace racelab::rt
