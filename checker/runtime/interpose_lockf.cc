// Stand-ins for locks of files: flock, fcntl with locks of processes and of open files, lockf.
#include <fcntl.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdarg>

#include "checker/runtime/attempt.h"
#include "checker/runtime/caller.h"
#include "checker/runtime/cancel.h"
#include "checker/runtime/os.h"

namespace racelab::rt {
namespace {

constexpr uint32_t kLongestCircle = 10;  // that the kernel looks for

// A lock that others may hold, too, gives: it may be what is left of an exclusive one. And it may
// be free only because its owner has ended.
long Locked(uintptr_t channel, bool exclusive, bool unlocks, long result, uint32_t pc) {
  if (result >= 0 && !exclusive) ReleaseChannel(channel);
  if (result >= 0 && !unlocks) {
    AcquireChannel(channel);
    AcquireEnds();
  }
  NoteAttempt(unlocks ? Transfer::kUnlock : Transfer::kLock, channel, result, pc);
  return result;
}

// Whether the open file holds a lock of flock.
bool HoldsFlock(int descriptor) {
  char path[64], text[1024];
  Text(path, sizeof path) << "/proc/self/fdinfo/" << static_cast<long>(descriptor);
  const long file = Sys(SYS_openat, AT_FDCWD, reinterpret_cast<long>(path), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  const long got = Sys(SYS_read, file, reinterpret_cast<long>(text), sizeof text);
  Sys(SYS_close, file);
  for (long i = 0; i + 5 <= got; ++i) {
    if (text[i] == 'F' && text[i + 1] == 'L' && text[i + 2] == 'O') return true;
  }
  return false;
}

// A lock that is to become one of another kind is given up first, even when that is all.
long Flock(int descriptor, int operation, uint32_t pc) {
  const int wanted = operation & ~LOCK_NB;
  const uintptr_t channel = ChannelOf(descriptor);
  const bool waits = (operation & LOCK_NB) == 0 && wanted != LOCK_UN;
  bool first = true;
  const long result = Attempt(channel, waits, pc, [&] {
    const bool held = first && wanted != LOCK_UN && HoldsFlock(descriptor);
    first = false;
    const long tried = Sys(SYS_flock, descriptor, operation | LOCK_NB);
    if (held && tried == -EAGAIN) {
      ReleaseChannel(channel);
      Changed();
    }
    return tried;
  });
  return Locked(channel, wanted == LOCK_EX, wanted == LOCK_UN, result, pc);
}

// The process, plus 1, that one of this process's tasks waits for with F_SETLKW; 0 when none does.
uint32_t WaitsFor(uint32_t process) {
  for (uint32_t i = 0; i < state.task_count; ++i) {
    const Task* task = state.tasks[i];
    if (!task->alive || task->process != process || task->behind == 0) continue;
    if (task->pending.op == Op::kBlock && task->looked == state.changes) return task->behind;
  }
  return 0;
}

// Notes whom the current task waits for. True when that process waits for this one: the kernel
// refuses to close the circle.
bool ClosesCircle(int descriptor, const struct flock& wanted) {
  struct flock holder = wanted;
  current->behind = 0;
  if (Sys(SYS_fcntl, descriptor, F_GETLK, reinterpret_cast<long>(&holder)) != 0) return false;
  if (holder.l_type == F_UNLCK || holder.l_pid <= 0) return false;
  const Process* process = ProcessOf(holder.l_pid);
  if (process == nullptr) return false;
  uint32_t at = static_cast<uint32_t>(process - state.processes);
  current->behind = static_cast<uint16_t>(at + 1);
  for (uint32_t i = 0; i < kLongestCircle; ++i) {
    const uint32_t next = WaitsFor(at);
    if (next == 0) return false;
    at = next - 1;
    if (at == here) return true;
  }
  return false;
}

long LockPart(int descriptor, int command, struct flock* lock, uint32_t pc) {
  const bool waits = (command == F_SETLKW || command == F_OFD_SETLKW) && lock->l_type != F_UNLCK;
  const bool of_process = command == F_SETLK || command == F_SETLKW;
  const int attempt = of_process ? F_SETLK : F_OFD_SETLK;
  const uintptr_t channel = ChannelOf(descriptor);
  const long result = Attempt(channel, waits, pc, [&]() -> long {
    const long tried = Sys(SYS_fcntl, descriptor, attempt, reinterpret_cast<long>(lock));
    if (tried != -EAGAIN || !waits || !of_process) return tried;
    return ClosesCircle(descriptor, *lock) ? -EDEADLK : tried;
  });
  current->behind = 0;
  return Locked(channel, lock->l_type == F_WRLCK, lock->l_type == F_UNLCK, result, pc);
}

long LookAtLock(int descriptor, int command, struct flock* lock, uint32_t pc) {
  return OnName(Transfer::kLook, ChannelOf(descriptor), pc,
                [&] { return Sys(SYS_fcntl, descriptor, command, reinterpret_cast<long>(lock)); });
}

long Control(int descriptor, int command, long argument, uint32_t pc) {
  auto* lock = reinterpret_cast<struct flock*>(argument);
  switch (command) {
    case F_SETLK:
    case F_SETLKW:
    case F_OFD_SETLK:
    case F_OFD_SETLKW: return LockPart(descriptor, command, lock, pc);
    case F_GETLK:
    case F_OFD_GETLK: return LookAtLock(descriptor, command, lock, pc);
    default: return Negative(RACELAB_REAL(fcntl)(descriptor, command, argument));
  }
}

// As libc makes it of locks of processes.
long Lockf(int descriptor, int command, off_t size, uint32_t pc) {
  struct flock lock = {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_CUR;
  lock.l_len = size;
  switch (command) {
    case F_LOCK: return LockPart(descriptor, F_SETLKW, &lock, pc);
    case F_TLOCK: return LockPart(descriptor, F_SETLK, &lock, pc);
    case F_ULOCK: lock.l_type = F_UNLCK; return LockPart(descriptor, F_SETLK, &lock, pc);
    case F_TEST: break;
    default: return -EINVAL;
  }
  lock.l_type = F_RDLCK;
  const long result = LookAtLock(descriptor, F_GETLK, &lock, pc);
  if (result < 0) return result;
  return lock.l_type == F_UNLCK || lock.l_pid == Sys(SYS_getpid) ? 0 : -EACCES;
}

}  // namespace
}  // namespace racelab::rt

using racelab::rt::Answer;
using racelab::rt::current;

#define RACELAB_ARGUMENT(argument, last)    \
  va_list list;                             \
  va_start(list, last);                     \
  const long argument = va_arg(list, long); \
  va_end(list)

extern "C" {

int flock(int fd, int operation) noexcept {
  if (current == nullptr) return RACELAB_REAL(flock)(fd, operation);
  const racelab::rt::Sealed sealed;
  return static_cast<int>(Answer(racelab::rt::Flock(fd, operation, RACELAB_CALLER)));
}
int fcntl(int fd, int command, ...) {
  RACELAB_ARGUMENT(argument, command);
  if (current == nullptr) return RACELAB_REAL(fcntl)(fd, command, argument);
  return static_cast<int>(Answer(racelab::rt::Control(fd, command, argument, RACELAB_CALLER)));
}
int fcntl64(int fd, int command, ...) {
  RACELAB_ARGUMENT(argument, command);
  if (current == nullptr) return RACELAB_REAL(fcntl64)(fd, command, argument);
  return static_cast<int>(Answer(racelab::rt::Control(fd, command, argument, RACELAB_CALLER)));
}
int lockf(int fd, int command, off_t size) {
  if (current == nullptr) return RACELAB_REAL(lockf)(fd, command, size);
  return static_cast<int>(Answer(racelab::rt::Lockf(fd, command, size, RACELAB_CALLER)));
}
int lockf64(int fd, int command, off64_t size) {
  if (current == nullptr) return RACELAB_REAL(lockf64)(fd, command, size);
  return static_cast<int>(Answer(racelab::rt::Lockf(fd, command, size, RACELAB_CALLER)));
}

}  // extern "C"
