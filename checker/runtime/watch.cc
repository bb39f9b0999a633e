// Waits with a patience, and says what an execution could not say itself.
#include "checker/runtime/watch.h"

#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "checker/runtime/orphans.h"
#include "checker/runtime/os.h"
#include "checker/runtime/state.h"

namespace racelab::rt {

int command_fd = -1;

namespace {

// How far the child at work is.
uint64_t Progress() {
  if (IsIdle()) return 0;
  const trace::Outcome& outcome = NextSlot().outcome;
  return outcome.points + outcome.events + state.region->begun;
}

}  // namespace

bool IsAbandoned() {
  pollfd tool = {command_fd, 0, 0};  // only whether it hung up
  const timespec none = {0, 0};
  return Sys(SYS_ppoll, reinterpret_cast<long>(&tool), 1, reinterpret_cast<long>(&none), 0) > 0;
}

int AwaitEnd(long child) {
  const int handle = static_cast<int>(Sys(SYS_pidfd_open, child, 0));
  if (handle >= 0) {
    pollfd entries[2] = {{handle, POLLIN, 0}, {command_fd, 0, 0}};
    const timespec patience = {state.region->hang_seconds * 3l + 5, 0};
    for (;;) {
      const uint64_t before = Progress();
      const long ended =
          Sys(SYS_ppoll, reinterpret_cast<long>(entries), 2, reinterpret_cast<long>(&patience), 0);
      if (entries[0].revents != 0 || (ended < 0 && ended != -4)) break;
      const bool abandoned = entries[1].revents != 0;
      if (!abandoned && (IsIdle() || Progress() != before)) continue;
      Sys(SYS_kill, child, SIGKILL);
      trace::Outcome& outcome = NextSlot().outcome;
      if (outcome.end == trace::End::kNotRun) outcome.end = trace::End::kHung;
      break;
    }
    Sys(SYS_close, handle);
  }
  int status = 0;
  Sys(SYS_wait4, child, reinterpret_cast<long>(&status), 0, 0);
  return status;
}

void EndRest(long child) {
  Sys(SYS_kill, -child, SIGKILL);  // what it may have left running
  EndOrphans();
}

void Watch(long child, trace::Slot& slot) {
  const int status = AwaitEnd(child);
  if (slot.outcome.processes > 1 && slot.outcome.end == trace::End::kNotRun) AwaitRest(slot);
  EndRest(child);
  if (slot.outcome.end != trace::End::kNotRun) return;
  trace::Outcome& outcome = slot.outcome;
  Text text(outcome.finding.text, sizeof outcome.finding.text);
  if (WIFSIGNALED(status)) {
    outcome.end = trace::End::kDied;
    text << "the execution ended by signal " << static_cast<long>(WTERMSIG(status));
  } else {
    outcome.end = trace::End::kUnmodelled;
    text << "the program left without exit()";
  }
}

trace::Slot& NextSlot() { return state.region->slots[state.region->next]; }

bool IsIdle() { return state.region->next >= state.region->batch; }

}  // namespace racelab::rt
