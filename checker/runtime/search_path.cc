// Looks for a program as execvp does.
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>

#include "checker/runtime/os.h"
#include "checker/runtime/spawn.h"

namespace racelab::rt {

long OpenProgram(int directory, const char* path, int flags) {
  if ((flags & AT_EMPTY_PATH) != 0 && path[0] == 0) return Sys(SYS_dup, directory);
  return Sys(SYS_openat, directory, reinterpret_cast<long>(path),
             O_RDONLY | O_CLOEXEC | O_NONBLOCK);
}

int WhyNot(int directory, const char* path, int flags) {
  const long name = reinterpret_cast<long>(path);
  struct stat facts = {};
  const long found = Sys(SYS_newfstatat, directory, name, reinterpret_cast<long>(&facts), flags);
  if (found < 0) return static_cast<int>(-found);
  if (!S_ISREG(facts.st_mode)) return EACCES;
  const long allowed = Sys(SYS_faccessat2, directory, name, X_OK, flags);
  if (allowed < 0) return static_cast<int>(-allowed);
  const long file = OpenProgram(directory, path, flags);
  if (file < 0) return 0;  // it may be run and not read
  char begin[4] = {};
  Sys(SYS_pread64, file, reinterpret_cast<long>(begin), sizeof begin, 0);
  Sys(SYS_close, file);
  const bool program = begin[0] == 0x7f && begin[1] == 'E' && begin[2] == 'L' && begin[3] == 'F';
  return program || (begin[0] == '#' && begin[1] == '!') ? 0 : ENOEXEC;
}

namespace {

bool HasSlash(const char* name) {
  for (; *name != 0; ++name) {
    if (*name == '/') return true;
  }
  return false;
}

}  // namespace

int FindProgram(const char* name, char (&path)[kPathRoom]) {
  const char* rest = HasSlash(name) ? "" : RACELAB_REAL(getenv)("PATH");
  if (rest == nullptr) rest = "/bin:/usr/bin";
  for (int error = ENOENT;; ++rest) {
    char folder[kPathRoom];
    size_t length = 0;
    while (*rest != 0 && *rest != ':' && length + 1 < sizeof folder) folder[length++] = *rest++;
    folder[length] = 0;
    Text(path, sizeof path) << folder << (length != 0 ? "/" : "") << name;
    const int why = WhyNot(AT_FDCWD, path, 0);
    if (why == 0 || why == ENOEXEC) return why;
    if (why == EACCES || error == ENOENT) error = why;
    if (*rest == 0) return error;
  }
}

}  // namespace racelab::rt
