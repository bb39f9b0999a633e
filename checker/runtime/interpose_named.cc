// Stand-ins for named semaphores and named shared memory.
#include <fcntl.h>
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#include <cstdarg>

#include "checker/runtime/attempt.h"
#include "checker/runtime/caller.h"
#include "checker/runtime/cancel.h"
#include "checker/runtime/locks.h"
#include "checker/runtime/names.h"
#include "checker/runtime/opened.h"
#include "checker/runtime/os.h"
#include "checker/runtime/readiness.h"
#include "checker/runtime/shared_memory.h"

namespace racelab::rt {
namespace {

constexpr size_t kPath = 300;  // a name has at most 255 characters
constexpr uintptr_t kPage = 4096;

// Where libc keeps shared memory, and semaphores with "sem." before their name.
struct SharedPath {
  char path[kPath];
  SharedPath(const char* prefix, const char* name) {
    while (*name == '/') ++name;
    Text(path, kPath) << "/dev/shm/" << prefix << name;
  }
};

int OpenMemory(const char* name, int flags, mode_t mode, uint32_t pc) {
  const SharedPath at("", name);
  const uintptr_t channel = PlaceOfName(AT_FDCWD, at.path);
  return static_cast<int>(Answer(OnName(Transfer::kOpen, channel, pc, [&] {
    const bool creates = (flags & O_CREAT) != 0 && !Exists(AT_FDCWD, at.path);
    if (creates) NoteName(Named::kFile, AT_FDCWD, at.path);
    const long opened = Negative(RACELAB_REAL(shm_open)(name, flags, mode));
    return Opened(opened, channel, creates, flags,
                  [&] { ForgetName(Named::kFile, AT_FDCWD, at.path); });
  })));
}

// libc maps the semaphore itself.
void RegisterSemaphore(sem_t* semaphore, const char* path, bool created) {
  const uintptr_t begin = Address(semaphore) & ~(kPage - 1);
  if (SharedPlace(begin) != 0) return;  // opened before: libc counts
  const long file = Sys(SYS_openat, AT_FDCWD, reinterpret_cast<long>(path), O_RDWR | O_CLOEXEC);
  struct stat facts = {};
  if (created && file >= 0 && Sys(SYS_fstat, file, reinterpret_cast<long>(&facts)) == 0) {
    Renew({facts.st_dev, facts.st_ino, 0});
  }
  Mapped(begin, kPage, true, static_cast<int>(file), 0);
  if (file >= 0) Sys(SYS_close, file);
}

sem_t* OpenSemaphore(const char* name, int flags, mode_t mode, unsigned value, uint32_t pc) {
  const SharedPath at("sem.", name);
  const uintptr_t channel = PlaceOfName(AT_FDCWD, at.path);
  sem_t* semaphore = SEM_FAILED;
  Answer(OnName(Transfer::kOpen, channel, pc, [&]() -> long {
    const bool creates = (flags & O_CREAT) != 0 && !Exists(AT_FDCWD, at.path);
    if (creates) NoteName(Named::kFile, AT_FDCWD, at.path);
    semaphore = RACELAB_REAL(sem_open)(name, flags, mode, value);
    const int error = errno;
    if (semaphore == SEM_FAILED) {
      if (creates) ForgetName(Named::kFile, AT_FDCWD, at.path);
      return -error;
    }
    if (creates) ReleaseChannel(channel);
    RegisterSemaphore(semaphore, at.path, creates);
    return 0;
  }));
  return semaphore;
}

long CloseSemaphore(sem_t* semaphore, uint32_t pc) {
  const uintptr_t begin = Address(semaphore) & ~(kPage - 1);
  if (SeveralProcesses()) StoreReadiness();  // while we can look
  const long result = Negative(RACELAB_REAL(sem_close)(semaphore));
  unsigned char there;
  const bool gone =
      Sys(SYS_mincore, static_cast<long>(begin), kPage, reinterpret_cast<long>(&there)) == -ENOMEM;
  if (gone) {
    CheckNobodyWaitsIn(begin, kPage, pc);
    Unmapped(begin, kPage);
  }
  return result;
}

template <typename Call>
long Unlink(const SharedPath& at, uint32_t pc, const Call& call) {
  return OnName(Transfer::kChange, PlaceOfName(AT_FDCWD, at.path), pc, [&] {
    const long result = Negative(call());
    if (result == 0) ForgetName(Named::kFile, AT_FDCWD, at.path);
    return result;
  });
}

}  // namespace
}  // namespace racelab::rt

using racelab::rt::Answer;
using racelab::rt::current;

extern "C" {

int shm_open(const char* name, int flags, mode_t mode) {
  if (current == nullptr) return RACELAB_REAL(shm_open)(name, flags, mode);
  return racelab::rt::OpenMemory(name, flags, mode, RACELAB_CALLER);
}
int shm_unlink(const char* name) {
  if (current == nullptr) return RACELAB_REAL(shm_unlink)(name);
  return static_cast<int>(Answer(racelab::rt::Unlink(
      {"", name}, RACELAB_CALLER, [&] { return RACELAB_REAL(shm_unlink)(name); })));
}

sem_t* sem_open(const char* name, int flags, ...) noexcept {
  va_list list;
  va_start(list, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(list, mode_t) : 0;
  const unsigned value = (flags & O_CREAT) != 0 ? va_arg(list, unsigned) : 0;
  va_end(list);
  if (current == nullptr) {
    sem_t* semaphore = RACELAB_REAL(sem_open)(name, flags, mode, value);
    if (semaphore != SEM_FAILED) racelab::rt::MarkAsMade(semaphore);
    return semaphore;
  }
  const racelab::rt::Sealed sealed;
  return racelab::rt::OpenSemaphore(name, flags, mode, value, RACELAB_CALLER);
}
int sem_close(sem_t* semaphore) noexcept {
  if (current == nullptr) return RACELAB_REAL(sem_close)(semaphore);
  const racelab::rt::Sealed sealed;
  return static_cast<int>(Answer(racelab::rt::CloseSemaphore(semaphore, RACELAB_CALLER)));
}
int sem_unlink(const char* name) noexcept {
  if (current == nullptr) return RACELAB_REAL(sem_unlink)(name);
  return static_cast<int>(Answer(racelab::rt::Unlink(
      {"sem.", name}, RACELAB_CALLER, [&] { return RACELAB_REAL(sem_unlink)(name); })));
}

}  // extern "C"
