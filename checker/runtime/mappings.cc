// Reads /proc/self/maps without libc.
#include "checker/runtime/mappings.h"

#include <fcntl.h>
#include <sys/syscall.h>

#include "checker/runtime/os.h"

namespace racelab::rt {
namespace {

// The explorer's heap, tables and stacks, and the copies of a snapshot.
constexpr uintptr_t kOurs = 0x100000000000, kEndOfOurs = 0x130000000000;

uintptr_t ReadHex(const char*& at) {
  uintptr_t value = 0;
  for (;; ++at) {
    if (*at >= '0' && *at <= '9') {
      value = value * 16 + static_cast<uintptr_t>(*at - '0');
    } else if (*at >= 'a' && *at <= 'f') {
      value = value * 16 + static_cast<uintptr_t>(*at - 'a' + 10);
    } else {
      return value;
    }
  }
}

}  // namespace

bool ReadMappings(char* text, size_t room) {
  const long file =
      Sys(SYS_openat, AT_FDCWD, reinterpret_cast<long>("/proc/self/maps"), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  size_t size = 0;
  long got;
  do {
    got = Sys(SYS_read, file, reinterpret_cast<long>(text + size),
              static_cast<long>(room - 1 - size));
    if (got > 0) size += static_cast<size_t>(got);
  } while (got > 0);
  text[size] = 0;
  Sys(SYS_close, file);
  return got == 0 && size < room - 1;
}

// A line says "begin-end rw-p ...".
bool NextWritable(const char*& at, Range& range) {
  while (*at != 0) {
    range.begin = ReadHex(at);
    range.end = ReadHex(++at);
    const bool written = at[1] == 'r' && at[2] == 'w' && at[4] == 'p';
    while (*at != 0 && *at++ != '\n') {
    }
    if (written && (range.begin < kOurs || range.begin >= kEndOfOurs)) return true;
  }
  return false;
}

}  // namespace racelab::rt
