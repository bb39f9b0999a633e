// Stand-ins for what makes names in the file system without opening them.
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "checker/runtime/attempt.h"
#include "checker/runtime/caller.h"
#include "checker/runtime/names.h"
#include "checker/runtime/os.h"

namespace racelab::rt {
namespace {

// Of a name that is there afterwards, and was not before.
template <typename Call>
long Create(Named kind, int folder, const char* path, uint32_t pc, const Call& call) {
  return OnName(Transfer::kChange, PlaceOfName(folder, path), pc, [&] {
    const bool creates = !Exists(folder, path);
    if (creates) NoteName(kind, folder, path);
    const long result = call();
    if (result < 0 && creates) ForgetName(kind, folder, path);
    return result;
  });
}

// A name that nobody else has: no scheduling point.
int NoteOpened(int file, const char* path) {
  if (current != nullptr && file >= 0) NoteName(Named::kFile, AT_FDCWD, path);
  return file;
}

}  // namespace
}  // namespace racelab::rt

using racelab::rt::Answer;
using racelab::rt::current;
using racelab::rt::Named;
using racelab::rt::Sys;

extern "C" {

int mkdirat(int folder, const char* path, mode_t mode) noexcept {
  if (current == nullptr) return RACELAB_REAL(mkdirat)(folder, path, mode);
  return static_cast<int>(
      Answer(racelab::rt::Create(Named::kFolder, folder, path, RACELAB_CALLER, [&] {
        return Sys(SYS_mkdirat, folder, RACELAB_LONG(path), mode);
      })));
}
int mkdir(const char* path, mode_t mode) noexcept {
  if (current == nullptr) return RACELAB_REAL(mkdir)(path, mode);
  return static_cast<int>(
      Answer(racelab::rt::Create(Named::kFolder, AT_FDCWD, path, RACELAB_CALLER, [&] {
        return Sys(SYS_mkdirat, AT_FDCWD, RACELAB_LONG(path), mode);
      })));
}
int mknodat(int folder, const char* path, mode_t mode, dev_t device) noexcept {
  if (current == nullptr) return RACELAB_REAL(mknodat)(folder, path, mode, device);
  return static_cast<int>(
      Answer(racelab::rt::Create(Named::kFile, folder, path, RACELAB_CALLER, [&] {
        return Sys(SYS_mknodat, folder, RACELAB_LONG(path), mode, static_cast<long>(device));
      })));
}
int mknod(const char* path, mode_t mode, dev_t device) noexcept {
  if (current == nullptr) return RACELAB_REAL(mknod)(path, mode, device);
  return static_cast<int>(
      Answer(racelab::rt::Create(Named::kFile, AT_FDCWD, path, RACELAB_CALLER, [&] {
        return Sys(SYS_mknodat, AT_FDCWD, RACELAB_LONG(path), mode, static_cast<long>(device));
      })));
}
int mkfifoat(int folder, const char* path, mode_t mode) noexcept {
  if (current == nullptr) return RACELAB_REAL(mkfifoat)(folder, path, mode);
  return static_cast<int>(
      Answer(racelab::rt::Create(Named::kFile, folder, path, RACELAB_CALLER, [&] {
        return Sys(SYS_mknodat, folder, RACELAB_LONG(path), mode | S_IFIFO, 0);
      })));
}
int mkfifo(const char* path, mode_t mode) noexcept {
  if (current == nullptr) return RACELAB_REAL(mkfifo)(path, mode);
  return static_cast<int>(
      Answer(racelab::rt::Create(Named::kFile, AT_FDCWD, path, RACELAB_CALLER, [&] {
        return Sys(SYS_mknodat, AT_FDCWD, RACELAB_LONG(path), mode | S_IFIFO, 0);
      })));
}
int symlinkat(const char* to, int folder, const char* path) noexcept {
  if (current == nullptr) return RACELAB_REAL(symlinkat)(to, folder, path);
  return static_cast<int>(
      Answer(racelab::rt::Create(Named::kFile, folder, path, RACELAB_CALLER, [&] {
        return Sys(SYS_symlinkat, RACELAB_LONG(to), folder, RACELAB_LONG(path));
      })));
}
int symlink(const char* to, const char* path) noexcept {
  if (current == nullptr) return RACELAB_REAL(symlink)(to, path);
  return static_cast<int>(
      Answer(racelab::rt::Create(Named::kFile, AT_FDCWD, path, RACELAB_CALLER, [&] {
        return Sys(SYS_symlinkat, RACELAB_LONG(to), AT_FDCWD, RACELAB_LONG(path));
      })));
}
int linkat(int from_folder, const char* from, int folder, const char* path, int flags) noexcept {
  if (current == nullptr) return RACELAB_REAL(linkat)(from_folder, from, folder, path, flags);
  return static_cast<int>(
      Answer(racelab::rt::Create(Named::kFile, folder, path, RACELAB_CALLER, [&] {
        return Sys(SYS_linkat, from_folder, RACELAB_LONG(from), folder, RACELAB_LONG(path), flags);
      })));
}
[[gnu::weak]] int link(const char* from, const char* path) noexcept {
  if (current == nullptr) return RACELAB_REAL(link)(from, path);
  return static_cast<int>(
      Answer(racelab::rt::Create(Named::kFile, AT_FDCWD, path, RACELAB_CALLER, [&] {
        return Sys(SYS_linkat, AT_FDCWD, RACELAB_LONG(from), AT_FDCWD, RACELAB_LONG(path), 0);
      })));
}

int mkstemp(char* path) { return racelab::rt::NoteOpened(RACELAB_REAL(mkstemp)(path), path); }
int mkstemp64(char* path) { return racelab::rt::NoteOpened(RACELAB_REAL(mkstemp64)(path), path); }
int mkostemp(char* path, int flags) {
  return racelab::rt::NoteOpened(RACELAB_REAL(mkostemp)(path, flags), path);
}
int mkostemp64(char* path, int flags) {
  return racelab::rt::NoteOpened(RACELAB_REAL(mkostemp64)(path, flags), path);
}
int mkstemps(char* path, int end) {
  return racelab::rt::NoteOpened(RACELAB_REAL(mkstemps)(path, end), path);
}
int mkstemps64(char* path, int end) {
  return racelab::rt::NoteOpened(RACELAB_REAL(mkstemps64)(path, end), path);
}
char* mkdtemp(char* path) noexcept {
  char* made = RACELAB_REAL(mkdtemp)(path);
  if (current != nullptr && made != nullptr) {
    racelab::rt::NoteName(Named::kFolder, AT_FDCWD, path);
  }
  return made;
}

}  // extern "C"
