// Looks at descriptors and at processes that left.
#include "checker/runtime/outside.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "checker/runtime/finish.h"
#include "checker/runtime/os.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/signal_model.h"
#include "checker/runtime/state.h"

namespace racelab::rt {
namespace {

bool Look(int descriptor, FileId& file) {
  struct stat facts = {};
  if (Sys(SYS_fstat, descriptor, reinterpret_cast<long>(&facts)) != 0) return false;
  file = {facts.st_dev, facts.st_ino};
  return (facts.st_mode & S_IFMT) != 0;  // else all of its kind have one number
}

// Whether a process ends within some time; nullptr: for ever.
bool HasDied(pid_t pid, const timespec* patience) {
  const long handle = Sys(SYS_pidfd_open, pid, 0);
  if (handle < 0) return true;
  pollfd entry = {static_cast<int>(handle), POLLIN, 0};
  const long ended =
      Sys(SYS_ppoll, reinterpret_cast<long>(&entry), 1, reinterpret_cast<long>(patience), 0);
  Sys(SYS_close, handle);
  return ended > 0;
}

bool SomebodyOutside() {
  for (uint32_t i = 1; i < state.process_count; ++i) {
    const Process& process = state.processes[i];
    if (process.left && !process.reaped && IsAlive(process.pid)) return true;
  }
  return false;
}

// Children that ran another program and have ended: the kernel's signal for that is not seen here.
bool TellOfLeft() {
  bool any = false;
  for (uint32_t i = 1; i < state.process_count; ++i) {
    Process& process = state.processes[i];
    if (!process.left || process.told || process.reaped || IsAlive(process.pid)) continue;
    process.told = true;
    if ((state.processes[process.parent].caught & Bit(SIGCHLD)) == 0) continue;
    SendSignal(process.parent, nullptr, {SIGCHLD, trace::kMaxTasks, CLD_EXITED, process.pid, 0, 0},
               0);
    any = true;
  }
  return any;
}

}  // namespace

bool IsAlive(pid_t pid) {
  const timespec none = {0, 0};
  return !HasDied(pid, &none);
}

void AwaitDeath(pid_t pid) {
  while (!HasDied(pid, nullptr)) {
  }
}

void NoteDescriptors() {
  OpenBefore& before = state.before;
  for (int i = 0; i < OpenBefore::kMost; ++i) {
    before.count += Look(i, before.list[before.count]) ? 1 : 0;
  }
}

bool FromOutside(int descriptor) {
  FileId file;
  if (descriptor < 0 || !Look(descriptor, file)) return false;
  for (int i = 0; i < state.before.count; ++i) {
    const FileId& before = state.before.list[i];
    if (before.inode == file.inode && before.device == file.device) return true;
  }
  return false;
}

bool LookAgain() {
  if (TellOfLeft()) return true;
  bool waits = false, outside = false;
  for (uint32_t i = 0; i < state.task_count; ++i) {
    const Task* task = state.tasks[i];
    const Op op = task->pending.op;
    if (!task->alive || (op != Op::kBlock && op != Op::kWaitChild && op != Op::kPause)) continue;
    waits = true;
    outside |= AwaitsOutside(task);
  }
  if (!waits) return false;
  // Who was outside at the last look may have acted after it, and be gone now.
  const bool was_outside = state.outside_at_look;
  state.outside_at_look = outside || SomebodyOutside();
  if (state.changes == state.looked_at) {
    if (!was_outside && !state.outside_at_look) return false;
    if (++state.idle_looks > state.region->hang_seconds * 1000) {
      Stop(trace::End::kHung, "nothing comes from outside that the program waits for");
    }
    const timespec pause = {0, 1000000};
    Sys(SYS_nanosleep, reinterpret_cast<long>(&pause), 0);
  }
  state.looked_at = ++state.changes;
  return true;
}

}  // namespace racelab::rt
