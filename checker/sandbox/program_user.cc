// Each user is a byte of one file, locked while it is somebody's: the kernel gives it back whatever
// becomes of who had it.
#include "checker/sandbox/program_user.h"

#include <atomic>

namespace racelab {
namespace {

bool Lock(int file, int uid) {
  struct flock byte = {};
  byte.l_type = F_WRLCK;
  byte.l_whence = SEEK_SET;
  byte.l_start = uid;
  byte.l_len = 1;
  return fcntl(file, F_OFD_SETLK, &byte) == 0;
}

}  // namespace

ProgramUser ProgramUser::Take() {
  static std::atomic<int> next = 0;
  return TakeFrom(getpid() * 7 + next.fetch_add(1, std::memory_order_relaxed));
}

ProgramUser ProgramUser::TakeFrom(int start) {
  Descriptor file(open("/run/racelab-users", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  for (int i = 0; file.get() >= 0 && i < kCount; ++i) {
    const int uid = kFirst + (start + i) % kCount;
    if (Lock(file.get(), uid)) return ProgramUser(uid, std::move(file));
  }
  return ProgramUser(kFirst + start % kCount, Descriptor());
}

}  // namespace racelab
