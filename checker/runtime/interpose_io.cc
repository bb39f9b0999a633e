// Stand-ins for reading, writing and closing of descriptors.
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "checker/runtime/caller.h"
#include "checker/runtime/cancel.h"
#include "checker/runtime/descriptor.h"
#include "checker/runtime/file_stream.h"
#include "checker/runtime/os.h"
#include "checker/runtime/program_access.h"
#include "checker/runtime/stream.h"

namespace racelab::rt {
namespace {

long Duplicate(int from, int to, int flags, uint32_t pc) {
  const long result =
      Plain(Transfer::kClose, to, pc, [&] { return Sys(SYS_dup3, from, to, flags); });
  if (result >= 0) StandardChanged(to, pc);
  return result;
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

extern "C" {

[[gnu::weak]] ssize_t read(int fd, void* buffer, size_t bytes) {
  if (current == nullptr) return RACELAB_REAL(read)(fd, buffer, bytes);
  const long got = racelab::rt::Read(fd, buffer, bytes, RACELAB_CALLER);
  if (got > 0) RACELAB_WRITES(buffer, static_cast<size_t>(got));
  return Answer(got);
}

[[gnu::weak]] ssize_t write(int fd, const void* buffer, size_t bytes) {
  if (current == nullptr || racelab::rt::IsOutput(fd)) {
    return RACELAB_REAL(write)(fd, buffer, bytes);
  }
  RACELAB_READS(buffer, bytes);
  return Answer(racelab::rt::Write(fd, buffer, bytes, RACELAB_CALLER));
}

ssize_t readv(int fd, const iovec* parts, int count) {
  if (current == nullptr) return RACELAB_REAL(readv)(fd, parts, count);
  const long got = racelab::rt::ReadParts(fd, parts, count, RACELAB_CALLER);
  RACELAB_WRITES_PARTS(parts, count, got);
  return Answer(got);
}

ssize_t writev(int fd, const iovec* parts, int count) {
  if (current == nullptr || racelab::rt::IsOutput(fd)) {
    return RACELAB_REAL(writev)(fd, parts, count);
  }
  RACELAB_READS_PARTS(parts, count);
  return Answer(racelab::rt::WriteParts(fd, parts, count, RACELAB_CALLER));
}

[[gnu::weak]] int close(int fd) {
  if (current == nullptr) return RACELAB_REAL(close)(fd);
  return static_cast<int>(Answer(racelab::rt::Close(fd, RACELAB_CALLER)));
}
// The old file of `to` may be closed by that. dup() changes nothing that others see.
int dup3(int fd, int to, int flags) noexcept {
  if (current == nullptr) return RACELAB_REAL(dup3)(fd, to, flags);
  const racelab::rt::Sealed sealed;
  return static_cast<int>(Answer(racelab::rt::Duplicate(fd, to, flags, RACELAB_CALLER)));
}
int dup2(int fd, int to) noexcept {
  if (current == nullptr || fd == to) return RACELAB_REAL(dup2)(fd, to);
  const racelab::rt::Sealed sealed;
  return static_cast<int>(Answer(racelab::rt::Duplicate(fd, to, 0, RACELAB_CALLER)));
}

int pipe2(int ends[2], int flags) noexcept {
  return racelab::rt::Pipe(ends, flags, RACELAB_CALLER);
}
[[gnu::weak]] int pipe(int ends[2]) noexcept { return racelab::rt::Pipe(ends, 0, RACELAB_CALLER); }

}  // extern "C"
