// Landlock: takes away files, TCP and outside processes from this process, for good.
//
// Needs no privilege, and works without bubblewrap. What a kernel's version of Landlock (its ABI)
// does not know, it leaves free: moving files between folders before ABI 2 is refused, truncating
// is free before 3, TCP before 4, devices' controls before 5, signals to other processes before 6.
//
// **Thread safety**: restricts the calling thread; call from a process with one thread.
#ifndef RACELAB_CHECKER_SANDBOX_LANDLOCK_H_
#define RACELAB_CHECKER_SANDBOX_LANDLOCK_H_

#include <string>
#include <vector>

namespace racelab {

// The kernel's version of Landlock, from 1; 0: none, errno says why.
int LandlockAbi();

struct FileAccess {
  std::vector<std::string> hidden;    // canonical paths, not granted with what is around
  std::vector<std::string> readable;  // besides the system's folders: read and execute
  std::vector<std::string> writable;  // besides /tmp, /dev/shm and /dev/mqueue
};

// From here on this process and its descendants can open only what `access` and the system's
// folders allow; what is open stays open. Everything else is EACCES, signals to others are EPERM.
// False, with errno, when the kernel refuses. REQUIRES: no_new_privs is set.
bool RestrictFiles(const FileAccess& access);

}  // namespace racelab

#endif  // RACELAB_CHECKER_SANDBOX_LANDLOCK_H_
