// Stand-ins for reading, writing and closing of descriptors.
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cstdarg>

#include "checker/runtime/caller.h"
#include "checker/runtime/descriptor.h"
#include "checker/runtime/os.h"
#include "checker/runtime/program_access.h"

namespace racelab::rt {
namespace {

constexpr size_t kAtomicWrite = 4096;  // PIPE_BUF

bool Waits(int descriptor) {
  const long flags = Sys(SYS_fcntl, descriptor, F_GETFL);
  return flags >= 0 && (flags & O_NONBLOCK) == 0;
}

bool IsSocket(int descriptor) {
  struct stat facts = {};
  return Sys(SYS_fstat, descriptor, reinterpret_cast<long>(&facts)) == 0 && S_ISSOCK(facts.st_mode);
}

// Nobody can read any more, and the signal for that is not handled: the end of the process.
void CheckReaders(int descriptor, uint32_t pc) {
  if ((ReadyFor(descriptor, POLLOUT) & POLLERR) == 0) return;
  struct {
    uintptr_t handler;
    unsigned long flags;
    void* restorer;
    uint64_t mask;
  } action = {};
  Sys(SYS_rt_sigaction, SIGPIPE, 0, reinterpret_cast<long>(&action), 8);
  if (action.handler != 0) return;
  if (here == 0 && !Ignored(trace::Kind::kCrash)) {
    Report(trace::Kind::kCrash, pc, "SIGPIPE: a write to a pipe that nobody reads any more");
  }
  EndProcess(SIGPIPE);
}

// As much as goes at once.
long WriteSome(int descriptor, const char* from, size_t bytes, uint32_t pc) {
  CheckReaders(descriptor, pc);
  if (ReadyFor(descriptor, POLLOUT) == 0) return -EAGAIN;
  const long at = reinterpret_cast<long>(from), size = static_cast<long>(bytes);
  if (IsSocket(descriptor)) return Sys(SYS_sendto, descriptor, at, size, MSG_DONTWAIT, 0, 0);
  if (bytes <= kAtomicWrite) return Sys(SYS_write, descriptor, at, size);
  const long flags = Sys(SYS_fcntl, descriptor, F_GETFL);
  Sys(SYS_fcntl, descriptor, F_SETFL, flags | O_NONBLOCK);
  const long written = Sys(SYS_write, descriptor, at, size);
  Sys(SYS_fcntl, descriptor, F_SETFL, flags);
  return written;
}

long Write(int descriptor, const void* from, size_t bytes, uint32_t pc) {
  const bool waits = Waits(descriptor);
  const char* at = static_cast<const char*>(from);
  size_t done = 0;
  do {
    const long result = Transferred(Transfer::kWrite, descriptor, waits, pc, [&] {
      return WriteSome(descriptor, at + done, bytes - done, pc);
    });
    if (result < 0) return done > 0 ? static_cast<long>(done) : result;
    done += static_cast<size_t>(result);
  } while (waits && done < bytes);
  return static_cast<long>(done);
}

// `call` reads; it is made when there is something to read, or the end.
template <typename Call>
long Read(int descriptor, uint32_t pc, const Call& call) {
  return Transferred(Transfer::kRead, descriptor, Waits(descriptor), pc, [&]() -> long {
    return ReadyFor(descriptor, POLLIN) == 0 ? -EAGAIN : call();
  });
}

template <typename Call>
long Plain(Transfer what, int descriptor, uint32_t pc, const Call& call) {
  return Transferred(what, descriptor, false, pc, call);
}

long Close(int descriptor, uint32_t pc) {
  return Plain(Transfer::kClose, descriptor, pc, [&] { return Sys(SYS_close, descriptor); });
}

int Pipe(int ends[2], int flags, uint32_t pc) {
  const int result = RACELAB_REAL(pipe2)(ends, flags);
  if (current != nullptr && result == 0) {
    NoteChannel(ChannelOf(ends[0]), trace::ChannelKind::kPipe, pc);
  }
  return result;
}

}  // namespace
}  // namespace racelab::rt

using racelab::rt::Answer;
using racelab::rt::current;
using racelab::rt::Sys;
using racelab::rt::Transfer;

#define RACELAB_LONG(pointer) reinterpret_cast<long>(pointer)

extern "C" {

ssize_t read(int fd, void* buffer, size_t bytes) {
  if (current == nullptr) return RACELAB_REAL(read)(fd, buffer, bytes);
  const long got = racelab::rt::Read(fd, RACELAB_CALLER, [&] {
    return Sys(SYS_read, fd, RACELAB_LONG(buffer), static_cast<long>(bytes));
  });
  if (got > 0) RACELAB_WRITES(buffer, static_cast<size_t>(got));
  return Answer(got);
}

ssize_t write(int fd, const void* buffer, size_t bytes) {
  if (current == nullptr || racelab::rt::IsOutput(fd)) {
    return RACELAB_REAL(write)(fd, buffer, bytes);
  }
  RACELAB_READS(buffer, bytes);
  return Answer(racelab::rt::Write(fd, buffer, bytes, RACELAB_CALLER));
}

ssize_t readv(int fd, const iovec* parts, int count) {
  if (current == nullptr) return RACELAB_REAL(readv)(fd, parts, count);
  return Answer(racelab::rt::Read(fd, RACELAB_CALLER,
                                  [&] { return Sys(SYS_readv, fd, RACELAB_LONG(parts), count); }));
}

ssize_t pread(int fd, void* buffer, size_t bytes, off_t offset) {
  if (current == nullptr) return RACELAB_REAL(pread)(fd, buffer, bytes, offset);
  return Answer(racelab::rt::Plain(Transfer::kRead, fd, RACELAB_CALLER, [&] {
    return Sys(SYS_pread64, fd, RACELAB_LONG(buffer), static_cast<long>(bytes), offset);
  }));
}
ssize_t pwrite(int fd, const void* buffer, size_t bytes, off_t offset) {
  if (current == nullptr) return RACELAB_REAL(pwrite)(fd, buffer, bytes, offset);
  return Answer(racelab::rt::Plain(Transfer::kWrite, fd, RACELAB_CALLER, [&] {
    return Sys(SYS_pwrite64, fd, RACELAB_LONG(buffer), static_cast<long>(bytes), offset);
  }));
}
off_t lseek(int fd, off_t offset, int whence) noexcept {
  if (current == nullptr) return RACELAB_REAL(lseek)(fd, offset, whence);
  return Answer(racelab::rt::Plain(Transfer::kChange, fd, RACELAB_CALLER,
                                   [&] { return Sys(SYS_lseek, fd, offset, whence); }));
}
[[gnu::weak]] int ftruncate(int fd, off_t size) noexcept {
  if (current == nullptr) return RACELAB_REAL(ftruncate)(fd, size);
  return static_cast<int>(Answer(racelab::rt::Plain(Transfer::kChange, fd, RACELAB_CALLER,
                                                    [&] { return Sys(SYS_ftruncate, fd, size); })));
}

int close(int fd) {
  if (current == nullptr) return RACELAB_REAL(close)(fd);
  return static_cast<int>(Answer(racelab::rt::Close(fd, RACELAB_CALLER)));
}

int pipe2(int ends[2], int flags) noexcept {
  return racelab::rt::Pipe(ends, flags, RACELAB_CALLER);
}
int pipe(int ends[2]) noexcept { return racelab::rt::Pipe(ends, 0, RACELAB_CALLER); }

int socketpair(int domain, int type, int protocol, int ends[2]) noexcept {
  const int result = RACELAB_REAL(socketpair)(domain, type, protocol, ends);
  if (current == nullptr || result != 0) return result;
  racelab::rt::Connect(ends[0], ends[1]);
  racelab::rt::NoteChannel(racelab::rt::ChannelOf(ends[0]), racelab::trace::ChannelKind::kSocket,
                           RACELAB_CALLER);
  return result;
}

}  // extern "C"
