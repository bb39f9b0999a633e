// Stand-ins for what names a place in a file; each has a second name, for programs built with
// _FILE_OFFSET_BITS=64.
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "checker/runtime/caller.h"
#include "checker/runtime/cancel.h"
#include "checker/runtime/descriptor.h"
#include "checker/runtime/program_access.h"
#include "checker/runtime/stream.h"

namespace racelab::rt {
namespace {

// Of preadv2 and pwritev2: where the file is now, as read and write do.
constexpr off_t kHere = -1;

long ReadAt(int fd, const iovec* parts, int count, off_t offset, int flags, uint32_t pc) {
  if (offset == kHere && flags == 0) return ReadParts(fd, parts, count, pc);
  return Plain(Transfer::kRead, fd, pc,
               [&] { return Sys(SYS_preadv2, fd, RACELAB_LONG(parts), count, offset, 0, flags); });
}

long WriteAt(int fd, const iovec* parts, int count, off_t offset, int flags, uint32_t pc) {
  if (offset == kHere && flags == 0) return WriteParts(fd, parts, count, pc);
  return Plain(Transfer::kWrite, fd, pc,
               [&] { return Sys(SYS_pwritev2, fd, RACELAB_LONG(parts), count, offset, 0, flags); });
}

}  // namespace
}  // namespace racelab::rt

using racelab::rt::Answer;
using racelab::rt::current;
using racelab::rt::Sys;
using racelab::rt::Transfer;

extern "C" {

#define RACELAB_AT(suffix)                                                                  \
  ssize_t pread##suffix(int fd, void* buffer, size_t bytes, off_t offset) {                 \
    if (current == nullptr) return RACELAB_REAL(pread##suffix)(fd, buffer, bytes, offset);  \
    const long got = racelab::rt::Plain(Transfer::kRead, fd, RACELAB_CALLER, [&] {          \
      return Sys(SYS_pread64, fd, RACELAB_LONG(buffer), static_cast<long>(bytes), offset);  \
    });                                                                                     \
    if (got > 0) RACELAB_WRITES(buffer, static_cast<size_t>(got));                          \
    return Answer(got);                                                                     \
  }                                                                                         \
  ssize_t pwrite##suffix(int fd, const void* buffer, size_t bytes, off_t offset) {          \
    if (current == nullptr) return RACELAB_REAL(pwrite##suffix)(fd, buffer, bytes, offset); \
    RACELAB_READS(buffer, bytes);                                                           \
    return Answer(racelab::rt::Plain(Transfer::kWrite, fd, RACELAB_CALLER, [&] {            \
      return Sys(SYS_pwrite64, fd, RACELAB_LONG(buffer), static_cast<long>(bytes), offset); \
    }));                                                                                    \
  }                                                                                         \
  off_t lseek##suffix(int fd, off_t offset, int whence) noexcept {                          \
    if (current == nullptr) return RACELAB_REAL(lseek##suffix)(fd, offset, whence);         \
    const racelab::rt::Sealed sealed;                                                       \
    return Answer(racelab::rt::Plain(Transfer::kChange, fd, RACELAB_CALLER,                 \
                                     [&] { return Sys(SYS_lseek, fd, offset, whence); }));  \
  }                                                                                         \
  [[gnu::weak]] int ftruncate##suffix(int fd, off_t size) noexcept {                        \
    if (current == nullptr) return RACELAB_REAL(ftruncate##suffix)(fd, size);               \
    const racelab::rt::Sealed sealed;                                                       \
    return RACELAB_INT(racelab::rt::Plain(Transfer::kChange, fd, RACELAB_CALLER,            \
                                          [&] { return Sys(SYS_ftruncate, fd, size); }));   \
  }
RACELAB_AT()
RACELAB_AT(64)

// -1 would be a place that does not exist for these, so it is passed on.
#define RACELAB_PARTS_AT(read, write)                                              \
  ssize_t read(int fd, const iovec* parts, int count, off_t offset) {              \
    if (current == nullptr) return RACELAB_REAL(read)(fd, parts, count, offset);   \
    const long got = racelab::rt::Plain(Transfer::kRead, fd, RACELAB_CALLER, [&] { \
      return Sys(SYS_preadv, fd, RACELAB_LONG(parts), count, offset, 0);           \
    });                                                                            \
    RACELAB_WRITES_PARTS(parts, count, got);                                       \
    return Answer(got);                                                            \
  }                                                                                \
  ssize_t write(int fd, const iovec* parts, int count, off_t offset) {             \
    if (current == nullptr) return RACELAB_REAL(write)(fd, parts, count, offset);  \
    RACELAB_READS_PARTS(parts, count);                                             \
    return Answer(racelab::rt::Plain(Transfer::kWrite, fd, RACELAB_CALLER, [&] {   \
      return Sys(SYS_pwritev, fd, RACELAB_LONG(parts), count, offset, 0);          \
    }));                                                                           \
  }
RACELAB_PARTS_AT(preadv, pwritev)
RACELAB_PARTS_AT(preadv64, pwritev64)

#define RACELAB_PARTS_AT2(read, write)                                                     \
  ssize_t read(int fd, const iovec* parts, int count, off_t offset, int flags) {           \
    if (current == nullptr) return RACELAB_REAL(read)(fd, parts, count, offset, flags);    \
    const long got = racelab::rt::ReadAt(fd, parts, count, offset, flags, RACELAB_CALLER); \
    RACELAB_WRITES_PARTS(parts, count, got);                                               \
    return Answer(got);                                                                    \
  }                                                                                        \
  ssize_t write(int fd, const iovec* parts, int count, off_t offset, int flags) {          \
    if (current == nullptr || racelab::rt::IsOutput(fd))                                   \
      return RACELAB_REAL(write)(fd, parts, count, offset, flags);                         \
    RACELAB_READS_PARTS(parts, count);                                                     \
    return Answer(racelab::rt::WriteAt(fd, parts, count, offset, flags, RACELAB_CALLER));  \
  }
RACELAB_PARTS_AT2(preadv2, pwritev2)
RACELAB_PARTS_AT2(preadv64v2, pwritev64v2)

}  // extern "C"
