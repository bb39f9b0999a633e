// Stand-ins for FIFOs. Weak: those for files of every kind go before.
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "checker/runtime/caller.h"
#include "checker/runtime/descriptor.h"
#include "checker/runtime/fifo.h"
#include "checker/runtime/file_stream.h"
#include "checker/runtime/os.h"

namespace racelab::rt {
namespace {

long Open(int folder, const char* path, int flags, mode_t mode, uint32_t pc) {
  const long opened = OpenFifo(folder, path, flags, pc);
  if (opened != kNoFifo) return opened;
  Point({Op::kTransfer, pc, 0, 0, false, 0, 0});
  const long file = Sys(SYS_openat, folder, reinterpret_cast<long>(path), flags, mode);
  RecordTransfer(Transfer::kOpen, file < 0 ? 0 : ChannelOf(static_cast<int>(file)), file, pc);
  return file;
}

FILE* OpenStream(const char* path, const char* mode, uint32_t pc) {
  const long opened = OpenFifo(AT_FDCWD, path, FlagsOf(mode), pc);
  if (opened == kNoFifo) return RACELAB_REAL(fopen)(path, mode);
  return opened < 0 ? (Answer(opened), nullptr) : StreamOn(static_cast<int>(opened), mode, pc);
}

}  // namespace
}  // namespace racelab::rt

using racelab::rt::Answer;
using racelab::rt::current;

#define RACELAB_MODE(mode)                                               \
  va_list list;                                                          \
  va_start(list, flags);                                                 \
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(list, mode_t) : 0; \
  va_end(list)

extern "C" {

[[gnu::weak]] int open(const char* path, int flags, ...) {
  RACELAB_MODE(mode);
  if (current == nullptr) return RACELAB_REAL(open)(path, flags, mode);
  return static_cast<int>(Answer(racelab::rt::Open(AT_FDCWD, path, flags, mode, RACELAB_CALLER)));
}
[[gnu::weak]] int open64(const char* path, int flags, ...) {
  RACELAB_MODE(mode);
  if (current == nullptr) return RACELAB_REAL(open64)(path, flags, mode);
  return static_cast<int>(Answer(racelab::rt::Open(AT_FDCWD, path, flags, mode, RACELAB_CALLER)));
}
[[gnu::weak]] int openat(int folder, const char* path, int flags, ...) {
  RACELAB_MODE(mode);
  if (current == nullptr) return RACELAB_REAL(openat)(folder, path, flags, mode);
  return static_cast<int>(Answer(racelab::rt::Open(folder, path, flags, mode, RACELAB_CALLER)));
}
[[gnu::weak]] int openat64(int folder, const char* path, int flags, ...) {
  RACELAB_MODE(mode);
  if (current == nullptr) return RACELAB_REAL(openat64)(folder, path, flags, mode);
  return static_cast<int>(Answer(racelab::rt::Open(folder, path, flags, mode, RACELAB_CALLER)));
}
[[gnu::weak]] FILE* fopen(const char* path, const char* mode) {
  if (current == nullptr) return RACELAB_REAL(fopen)(path, mode);
  return racelab::rt::OpenStream(path, mode, RACELAB_CALLER);
}
[[gnu::weak]] FILE* fopen64(const char* path, const char* mode) {
  if (current == nullptr) return RACELAB_REAL(fopen64)(path, mode);
  return racelab::rt::OpenStream(path, mode, RACELAB_CALLER);
}

}  // extern "C"
