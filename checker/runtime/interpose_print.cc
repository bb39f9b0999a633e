// Stand-ins for dprintf, which writes behind the back of write().
#include <stdarg.h>
#include <stdio.h>
#include <sys/syscall.h>

#include <cerrno>

#include "checker/runtime/caller.h"
#include "checker/runtime/descriptor.h"
#include "checker/runtime/os.h"
#include "checker/runtime/stream.h"
#include "checker/runtime/unsafe.h"

namespace racelab::rt {
namespace {

// Writes everything, in as many calls as it takes.
long WriteAll(int fd, const char* text, size_t bytes, uint32_t pc) {
  for (size_t done = 0; done < bytes;) {
    const long result = Write(fd, text + done, bytes - done, pc);
    if (result < 0) return result;
    done += static_cast<size_t>(result);
  }
  return static_cast<long>(bytes);
}

// What does not fit into the buffer of libc's dprintf goes out ahead, in whole buffers.
constexpr size_t kPrintBuffer = 4096;

long Print(int fd, const char* format, va_list arguments, uint32_t pc) {
  va_list again;
  va_copy(again, arguments);
  const int length = RACELAB_REAL(vsnprintf)(nullptr, 0, format, again);
  va_end(again);
  if (length < 0) return -EINVAL;
  const size_t room = static_cast<size_t>(length) + 1;
  char* text = static_cast<char*>(Map(room));
  RACELAB_REAL(vsnprintf)(text, room, format, arguments);
  const size_t rest = static_cast<size_t>(length) % kPrintBuffer;
  const size_t ahead = static_cast<size_t>(length) - rest;
  long result = ahead == 0 ? 0 : WriteAll(fd, text, ahead, pc);
  if (result >= 0 && rest != 0) result = WriteAll(fd, text + ahead, rest, pc);
  Sys(SYS_munmap, reinterpret_cast<long>(text), static_cast<long>(room));
  return result < 0 ? result : length;
}

}  // namespace
}  // namespace racelab::rt

using racelab::rt::Answer;
using racelab::rt::current;

extern "C" {

int vdprintf(int fd, const char* format, va_list arguments) {
  RACELAB_UNSAFE("vdprintf()");
  if (current == nullptr || racelab::rt::IsOutput(fd)) {
    return RACELAB_REAL(vdprintf)(fd, format, arguments);
  }
  return static_cast<int>(Answer(racelab::rt::Print(fd, format, arguments, RACELAB_CALLER)));
}
int dprintf(int fd, const char* format, ...) {
  RACELAB_UNSAFE("dprintf()");
  va_list arguments;
  va_start(arguments, format);
  const bool real = current == nullptr || racelab::rt::IsOutput(fd);
  const int result =
      real ? RACELAB_REAL(vdprintf)(fd, format, arguments)
           : static_cast<int>(Answer(racelab::rt::Print(fd, format, arguments, RACELAB_CALLER)));
  va_end(arguments);
  return result;
}

}  // extern "C"
