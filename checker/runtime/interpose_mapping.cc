// Stand-ins for mappings: which memory is shared.
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/syscall.h>

#include <cerrno>
#include <cstdarg>

#include "checker/runtime/caller.h"
#include "checker/runtime/descriptor.h"
#include "checker/runtime/detector.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/heap.h"
#include "checker/runtime/os.h"
#include "checker/runtime/readiness.h"
#include "checker/runtime/shared_memory.h"

namespace racelab::rt {
namespace {

// Whether the runtime keeps an account of mappings. What the task wrote last is looked at now: it
// may lie in memory that goes away.
bool Explored() {
  if (current != nullptr) CompleteWrite(current);
  return state.region != nullptr;
}

// This process cannot look at what lies there any more, and may have changed it.
void LookBefore() {
  if (current != nullptr && SeveralProcesses()) StoreReadiness();
}

void* MapMemory(void* at, size_t bytes, int protection, int flags, int file, off_t offset,
                uint32_t pc) {
  // Memory for libraries is theirs to get.
  if (current != nullptr && pc != 0 && HasNoMemory(pc)) return MAP_FAILED;
  const bool explored = Explored();
  const long result = Sys(SYS_mmap, reinterpret_cast<long>(at), static_cast<long>(bytes),
                          protection, flags, file, offset);
  if (result < 0 && result > -4096) {
    errno = static_cast<int>(-result);
    return MAP_FAILED;
  }
  const bool shared = (flags & MAP_TYPE) != MAP_PRIVATE;
  const int backing = (flags & MAP_ANONYMOUS) != 0 ? -1 : file;
  if (explored) {
    Mapped(static_cast<uintptr_t>(result), bytes, shared, backing, static_cast<uint64_t>(offset));
  }
  return reinterpret_cast<void*>(result);
}

}  // namespace
}  // namespace racelab::rt

using racelab::rt::Sys;

extern "C" {

void* mmap(void* at, size_t bytes, int protection, int flags, int file, off_t offset) noexcept {
  return racelab::rt::MapMemory(at, bytes, protection, flags, file, offset, RACELAB_CALLER);
}
void* mmap64(void* at, size_t bytes, int protection, int flags, int file, off64_t offset) noexcept {
  return racelab::rt::MapMemory(at, bytes, protection, flags, file, offset, RACELAB_CALLER);
}
int munmap(void* at, size_t bytes) noexcept {
  racelab::rt::LookBefore();
  if (racelab::rt::Explored()) {
    racelab::rt::CheckNobodyWaitsIn(reinterpret_cast<uintptr_t>(at), bytes, RACELAB_CALLER);
    racelab::rt::Unmapped(reinterpret_cast<uintptr_t>(at), bytes);
  }
  return static_cast<int>(
      racelab::rt::Answer(Sys(SYS_munmap, reinterpret_cast<long>(at), static_cast<long>(bytes))));
}
void* mremap(void* at, size_t old_bytes, size_t bytes, int flags, ...) noexcept {
  va_list list;
  va_start(list, flags);
  void* wanted = (flags & MREMAP_FIXED) != 0 ? va_arg(list, void*) : nullptr;
  va_end(list);
  const bool explored = racelab::rt::Explored();
  const long result = Sys(SYS_mremap, reinterpret_cast<long>(at), static_cast<long>(old_bytes),
                          static_cast<long>(bytes), flags, reinterpret_cast<long>(wanted));
  if (result < 0 && result > -4096) {
    errno = static_cast<int>(-result);
    return MAP_FAILED;
  }
  if (explored) {
    racelab::rt::Moved(reinterpret_cast<uintptr_t>(at), old_bytes, static_cast<uintptr_t>(result),
                       bytes);
  }
  return reinterpret_cast<void*>(result);
}

void* shmat(int id, const void* at, int flags) noexcept {
  const long result = Sys(SYS_shmat, id, reinterpret_cast<long>(at), flags);
  if (result < 0 && result > -4096) {
    errno = static_cast<int>(-result);
    return reinterpret_cast<void*>(-1);
  }
  shmid_ds facts = {};
  if (racelab::rt::Explored() &&
      Sys(SYS_shmctl, id, IPC_STAT, reinterpret_cast<long>(&facts)) == 0) {
    racelab::rt::Attached(static_cast<uintptr_t>(result), facts.shm_segsz, id);
  }
  return reinterpret_cast<void*>(result);
}
int shmdt(const void* at) noexcept {
  racelab::rt::LookBefore();
  if (racelab::rt::Explored()) racelab::rt::Detached(reinterpret_cast<uintptr_t>(at));
  return static_cast<int>(racelab::rt::Answer(Sys(SYS_shmdt, reinterpret_cast<long>(at))));
}

}  // extern "C"
