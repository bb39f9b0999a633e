// What is known of a file that was just opened.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_OPENED_H_
#define RACELAB_CHECKER_RUNTIME_OPENED_H_

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "checker/runtime/descriptor.h"
#include "checker/runtime/os.h"
#include "checker/runtime/shared_memory.h"

namespace racelab::rt {

// `opened`: a descriptor, or -errno; then `forget` takes back that the name was noted. Who sees the
// file comes after who created it.
template <typename Forget>
long Opened(long opened, uintptr_t name, bool creates, int flags, const Forget& forget) {
  if (opened < 0) {
    if (creates) forget();
    return opened;
  }
  struct stat facts = {};
  if (creates && Sys(SYS_fstat, opened, reinterpret_cast<long>(&facts)) == 0) {
    Renew({facts.st_dev, facts.st_ino, 0});
  }
  if (creates) ReleaseChannel(name);
  if ((flags & O_TRUNC) != 0) ReleaseChannel(ChannelOf(static_cast<int>(opened)));
  return opened;
}

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_OPENED_H_
