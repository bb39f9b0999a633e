// Each end is really opened, without blocking, as soon as that can be: so the kernel itself knows
// who is there.
#include "checker/runtime/fifo.h"

#include <poll.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "checker/runtime/cancel.h"
#include "checker/runtime/descriptor.h"
#include "checker/runtime/os.h"

namespace racelab::rt {
namespace {

constexpr long kHandles = 500;  // descriptors from here on are not the program's

// Whether a writer is there, or has been since the reading end was opened.
bool WriterCame(int reader) {
  int bytes = 0;
  Sys(SYS_ioctl, reader, FIONREAD, reinterpret_cast<long>(&bytes));
  if (bytes > 0 || (ReadyFor(reader, POLLIN) & POLLHUP) != 0) return true;
  char unused;  // without a writer it is the end, with one there is nothing yet
  return Sys(SYS_read, reader, reinterpret_cast<long>(&unused), 1) == -EAGAIN;
}

// The file may lose its name while somebody waits at it, so it is opened by a handle.
long OpenEnd(long handle, int flags) {
  char path[40];
  Text(path, sizeof path) << "/proc/thread-self/fd/" << handle;
  return Sys(SYS_openat, AT_FDCWD, reinterpret_cast<long>(path), flags | O_NONBLOCK, 0);
}

[[noreturn]] void GiveUp(long handle, long opened) {
  if (opened >= 0) Sys(SYS_close, opened);
  Sys(SYS_close, handle);
  EndSealed();
}

long OpenBlocking(long handle, int flags, uint32_t pc) {
  const bool reads = (flags & O_ACCMODE) == O_RDONLY;
  const uintptr_t channel = ChannelOf(static_cast<int>(handle));
  Point({Op::kTransfer, pc, 0, 0, false, 0, channel});
  long opened = OpenEnd(handle, flags);
  if (opened >= 0) Changed();
  while (reads ? opened >= 0 && !WriterCame(static_cast<int>(opened)) : opened == -ENXIO) {
    if (IsCancelled()) GiveUp(handle, opened);
    AwaitChange(channel, false, pc);
    if (!reads) opened = OpenEnd(handle, flags);
  }
  if (opened >= 0) Sys(SYS_fcntl, opened, F_SETFL, flags & ~O_NONBLOCK);
  RecordTransfer(Transfer::kOpen, channel, opened, pc);
  if (opened >= 0) AcquireChannel(channel);  // the other end was opened before
  return opened;
}

}  // namespace

long OpenFifo(int folder, const char* path, int flags, uint32_t pc) {
  struct stat facts = {};
  const long follow = (flags & O_NOFOLLOW) != 0 ? AT_SYMLINK_NOFOLLOW : 0;
  if (Sys(SYS_newfstatat, folder, reinterpret_cast<long>(path), reinterpret_cast<long>(&facts),
          follow) != 0 ||
      !S_ISFIFO(facts.st_mode)) {
    return kNoFifo;
  }
  const bool one_end = (flags & O_ACCMODE) == O_RDONLY || (flags & O_ACCMODE) == O_WRONLY;
  if (!one_end || (flags & (O_NONBLOCK | O_PATH | O_EXCL)) != 0) return kNoFifo;
  const long low = Sys(SYS_openat, folder, reinterpret_cast<long>(path), O_PATH | O_CLOEXEC, 0);
  if (low < 0) return low;
  const long handle = Sys(SYS_fcntl, low, F_DUPFD_CLOEXEC, kHandles);
  Sys(SYS_close, low);  // the lowest number is for the program
  if (handle < 0) return handle;
  const long opened = OpenBlocking(handle, flags & ~(O_CREAT | O_NOFOLLOW | O_TRUNC), pc);
  Sys(SYS_close, handle);
  return opened;
}

}  // namespace racelab::rt
