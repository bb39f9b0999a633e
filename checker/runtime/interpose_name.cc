// Stand-ins for changes of names in the file system, and for looks at files.
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "checker/runtime/attempt.h"
#include "checker/runtime/caller.h"
#include "checker/runtime/names.h"
#include "checker/runtime/os.h"

namespace racelab::rt {
namespace {

long Unlink(int folder, const char* path, int flags, uint32_t pc) {
  return OnName(Transfer::kChange, PlaceOfName(folder, path), pc, [&] {
    const long result = Sys(SYS_unlinkat, folder, reinterpret_cast<long>(path), flags);
    const bool removed_folder = (flags & AT_REMOVEDIR) != 0;
    if (result == 0) ForgetName(removed_folder ? Named::kFolder : Named::kFile, folder, path);
    return result;
  });
}

long Remove(const char* path, uint32_t pc) {
  const long result = Unlink(AT_FDCWD, path, 0, pc);
  return result == -EISDIR ? Unlink(AT_FDCWD, path, AT_REMOVEDIR, pc) : result;
}

// The place is that of the new name: there, others see the old file or the new one.
long Rename(int folder, const char* from, int to_folder, const char* to, unsigned flags,
            uint32_t pc) {
  const uintptr_t old_name = PlaceOfName(folder, from);
  return OnName(Transfer::kChange, PlaceOfName(to_folder, to), pc, [&] {
    const bool replaces = Exists(to_folder, to);
    const long result = Sys(SYS_renameat2, folder, reinterpret_cast<long>(from), to_folder,
                            reinterpret_cast<long>(to), flags);
    AcquireChannel(old_name);
    if (result < 0) return result;
    ReleaseChannel(old_name);
    if (flags == 0 || flags == RENAME_NOREPLACE) {
      if (replaces)
        ForgetName(Named::kFile, folder, from);
      else
        MoveName(folder, from, to_folder, to);
    }
    return result;
  });
}

template <typename Call>
long LookAtName(int folder, const char* path, uint32_t pc, const Call& call) {
  return OnName(Transfer::kLook, PlaceOfName(folder, path), pc, call);
}

long Stat(int folder, const char* path, struct stat* facts, int flags, uint32_t pc) {
  const bool of_file = path[0] == 0 && (flags & AT_EMPTY_PATH) != 0;
  const uintptr_t channel = of_file ? ChannelOf(folder) : PlaceOfName(folder, path);
  return OnName(Transfer::kLook, channel, pc, [&] {
    return Sys(SYS_newfstatat, folder, reinterpret_cast<long>(path), reinterpret_cast<long>(facts),
               flags);
  });
}

// Of the file itself.
template <typename Call>
long OnFile(Transfer what, int descriptor, uint32_t pc, const Call& call) {
  return OnName(what, ChannelOf(descriptor), pc, call);
}

uintptr_t ContentOf(const char* path) {
  struct stat facts = {};
  if (Sys(SYS_newfstatat, AT_FDCWD, reinterpret_cast<long>(path), reinterpret_cast<long>(&facts),
          0) != 0) {
    return PlaceOfName(AT_FDCWD, path);
  }
  return PlaceOfSegment({facts.st_dev, facts.st_ino, 0});
}

}  // namespace
}  // namespace racelab::rt

using racelab::rt::Answer;
using racelab::rt::current;
using racelab::rt::Sys;
using racelab::rt::Transfer;

extern "C" {

[[gnu::weak]] int unlink(const char* path) noexcept {
  if (current == nullptr) return RACELAB_REAL(unlink)(path);
  return RACELAB_INT(racelab::rt::Unlink(AT_FDCWD, path, 0, RACELAB_CALLER));
}
int unlinkat(int folder, const char* path, int flags) noexcept {
  if (current == nullptr) return RACELAB_REAL(unlinkat)(folder, path, flags);
  return RACELAB_INT(racelab::rt::Unlink(folder, path, flags, RACELAB_CALLER));
}
int rmdir(const char* path) noexcept {
  if (current == nullptr) return RACELAB_REAL(rmdir)(path);
  return RACELAB_INT(racelab::rt::Unlink(AT_FDCWD, path, AT_REMOVEDIR, RACELAB_CALLER));
}
int remove(const char* path) noexcept {
  if (current == nullptr) return RACELAB_REAL(remove)(path);
  return RACELAB_INT(racelab::rt::Remove(path, RACELAB_CALLER));
}
[[gnu::weak]] int rename(const char* from, const char* to) noexcept {
  if (current == nullptr) return RACELAB_REAL(rename)(from, to);
  return RACELAB_INT(racelab::rt::Rename(AT_FDCWD, from, AT_FDCWD, to, 0, RACELAB_CALLER));
}
int renameat(int folder, const char* from, int to_folder, const char* to) noexcept {
  if (current == nullptr) return RACELAB_REAL(renameat)(folder, from, to_folder, to);
  return RACELAB_INT(racelab::rt::Rename(folder, from, to_folder, to, 0, RACELAB_CALLER));
}
int renameat2(int folder, const char* from, int to_folder, const char* to,
              unsigned flags) noexcept {
  if (current == nullptr) return RACELAB_REAL(renameat2)(folder, from, to_folder, to, flags);
  return RACELAB_INT(racelab::rt::Rename(folder, from, to_folder, to, flags, RACELAB_CALLER));
}

[[gnu::weak]] int access(const char* path, int mode) noexcept {
  if (current == nullptr) return RACELAB_REAL(access)(path, mode);
  return RACELAB_INT(racelab::rt::LookAtName(AT_FDCWD, path, RACELAB_CALLER, [&] {
    return Sys(SYS_faccessat, AT_FDCWD, RACELAB_LONG(path), mode);
  }));
}
int faccessat(int folder, const char* path, int mode, int flags) noexcept {
  if (current == nullptr) return RACELAB_REAL(faccessat)(folder, path, mode, flags);
  return RACELAB_INT(racelab::rt::LookAtName(folder, path, RACELAB_CALLER, [&] {
    return racelab::rt::Negative(RACELAB_REAL(faccessat)(folder, path, mode, flags));
  }));
}

// The variants for large files are the same on machines of 64 bits.
#define RACELAB_STAT(suffix)                                                                       \
  int stat##suffix(const char* path, struct stat##suffix* facts) noexcept {                        \
    if (current == nullptr) return RACELAB_REAL(stat##suffix)(path, facts);                        \
    return RACELAB_INT(racelab::rt::Stat(AT_FDCWD, path, reinterpret_cast<struct stat*>(facts), 0, \
                                         RACELAB_CALLER));                                         \
  }                                                                                                \
  int lstat##suffix(const char* path, struct stat##suffix* facts) noexcept {                       \
    if (current == nullptr) return RACELAB_REAL(lstat##suffix)(path, facts);                       \
    return RACELAB_INT(racelab::rt::Stat(AT_FDCWD, path, reinterpret_cast<struct stat*>(facts),    \
                                         AT_SYMLINK_NOFOLLOW, RACELAB_CALLER));                    \
  }                                                                                                \
  int fstatat##suffix(int folder, const char* path, struct stat##suffix* facts,                    \
                      int flags) noexcept {                                                        \
    if (current == nullptr) return RACELAB_REAL(fstatat##suffix)(folder, path, facts, flags);      \
    return RACELAB_INT(racelab::rt::Stat(folder, path, reinterpret_cast<struct stat*>(facts),      \
                                         flags, RACELAB_CALLER));                                  \
  }                                                                                                \
  int fstat##suffix(int fd, struct stat##suffix* facts) noexcept {                                 \
    if (current == nullptr) return RACELAB_REAL(fstat##suffix)(fd, facts);                         \
    return RACELAB_INT(racelab::rt::OnFile(Transfer::kLook, fd, RACELAB_CALLER, [&] {              \
      return Sys(SYS_fstat, fd, RACELAB_LONG(facts));                                              \
    }));                                                                                           \
  }
RACELAB_STAT()
RACELAB_STAT(64)

int chmod(const char* path, mode_t mode) noexcept {
  if (current == nullptr) return RACELAB_REAL(chmod)(path, mode);
  return RACELAB_INT(racelab::rt::OnName(Transfer::kChange, racelab::rt::ContentOf(path),
                                         RACELAB_CALLER,
                                         [&] { return Sys(SYS_chmod, RACELAB_LONG(path), mode); }));
}
int fchmod(int fd, mode_t mode) noexcept {
  if (current == nullptr) return RACELAB_REAL(fchmod)(fd, mode);
  return RACELAB_INT(racelab::rt::OnFile(Transfer::kChange, fd, RACELAB_CALLER,
                                         [&] { return Sys(SYS_fchmod, fd, mode); }));
}

// posix_fallocate returns its error and does not set errno.
#define RACELAB_SIZE(suffix)                                                                 \
  int truncate##suffix(const char* path, off_t size) noexcept {                              \
    if (current == nullptr) return RACELAB_REAL(truncate##suffix)(path, size);               \
    return RACELAB_INT(                                                                      \
        racelab::rt::OnName(Transfer::kChange, racelab::rt::ContentOf(path), RACELAB_CALLER, \
                            [&] { return Sys(SYS_truncate, RACELAB_LONG(path), size); }));   \
  }                                                                                          \
  int posix_fallocate##suffix(int fd, off_t offset, off_t size) {                            \
    if (current == nullptr) return RACELAB_REAL(posix_fallocate##suffix)(fd, offset, size);  \
    return static_cast<int>(-racelab::rt::OnFile(                                            \
        Transfer::kChange, fd, RACELAB_CALLER,                                               \
        [&]() -> long { return -RACELAB_REAL(posix_fallocate)(fd, offset, size); }));        \
  }
RACELAB_SIZE()
RACELAB_SIZE(64)

int fsync(int fd) {
  if (current == nullptr) return RACELAB_REAL(fsync)(fd);
  racelab::rt::EndIfCancelled();
  return RACELAB_INT(
      racelab::rt::OnFile(Transfer::kLook, fd, RACELAB_CALLER, [&] { return Sys(SYS_fsync, fd); }));
}
int fdatasync(int fd) {
  if (current == nullptr) return RACELAB_REAL(fdatasync)(fd);
  racelab::rt::EndIfCancelled();
  return RACELAB_INT(racelab::rt::OnFile(Transfer::kLook, fd, RACELAB_CALLER,
                                         [&] { return Sys(SYS_fdatasync, fd); }));
}

}  // extern "C"
