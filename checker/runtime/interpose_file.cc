// Stand-ins for opening files, by themselves and as streams.
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include <cstdarg>

#include "checker/runtime/attempt.h"
#include "checker/runtime/caller.h"
#include "checker/runtime/fifo.h"
#include "checker/runtime/file_stream.h"
#include "checker/runtime/names.h"
#include "checker/runtime/opened.h"
#include "checker/runtime/os.h"
#include "checker/runtime/unsafe.h"

namespace racelab::rt {
namespace {

// May wait for the other end of a FIFO.
long OpenWaiting(int folder, const char* path, int flags, mode_t mode, uint32_t pc) {
  const long fifo = OpenFifo(folder, path, flags, pc);
  if (fifo != kNoFifo) return fifo;
  return Sys(SYS_openat, folder, reinterpret_cast<long>(path), flags, mode);
}

long Open(int folder, const char* path, int flags, mode_t mode, uint32_t pc) {
  EndIfCancelled();
  const uintptr_t channel = PlaceOfName(folder, path);
  return OnName(Transfer::kOpen, channel, pc, [&] {
    const bool creates = (flags & O_CREAT) != 0 && !Exists(folder, path);
    if (creates) NoteName(Named::kFile, folder, path);
    const long opened = OpenWaiting(folder, path, flags, mode, pc);
    return Opened(opened, channel, creates, flags, [&] { ForgetName(Named::kFile, folder, path); });
  });
}

FILE* OpenStream(const char* path, const char* mode, FILE* (*real)(const char*, const char*),
                 uint32_t pc) {
  const uintptr_t channel = PlaceOfName(AT_FDCWD, path);
  FILE* stream = nullptr;
  Answer(OnName(Transfer::kOpen, channel, pc, [&] {
    const bool truncates = mode[0] == 'w';
    const bool creates = mode[0] != 'r' && !Exists(AT_FDCWD, path);
    if (creates) NoteName(Named::kFile, AT_FDCWD, path);
    const long fifo = OpenFifo(AT_FDCWD, path, FlagsOf(mode), pc);
    const bool plain = fifo == kNoFifo;
    if (plain) stream = real(path, mode);
    if (!plain && fifo >= 0) stream = StreamOn(static_cast<int>(fifo), mode, pc);
    const long opened = !plain ? fifo : stream == nullptr ? -errno : fileno(stream);
    if (opened >= 0) AcquireChannel(ChannelOf(static_cast<int>(opened)));
    return Opened(opened, channel, creates, truncates ? O_TRUNC : 0,
                  [&] { ForgetName(Named::kFile, AT_FDCWD, path); });
  }));
  return stream;
}

// What libc has kept back of the stream is written now.
int FlushStream(FILE* stream, int (*real)(FILE*), uint32_t pc) {
  stream = UseStream(stream, pc);
  const int file = fileno(stream);
  if (file < 0 || IsOutput(file)) return real(stream);
  return static_cast<int>(Answer(
      OnName(Transfer::kChange, ChannelOf(file), pc, [&] { return Negative(real(stream)); })));
}

mode_t ModeOf(int flags, va_list list) {
  return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(list, mode_t) : 0;
}

}  // namespace
}  // namespace racelab::rt

using racelab::rt::Answer;
using racelab::rt::current;

#define RACELAB_MODE(mode)                              \
  va_list list;                                         \
  va_start(list, flags);                                \
  const mode_t mode = racelab::rt::ModeOf(flags, list); \
  va_end(list)

extern "C" {

[[gnu::weak]] int open(const char* path, int flags, ...) {
  RACELAB_MODE(mode);
  if (current == nullptr) return RACELAB_REAL(open)(path, flags, mode);
  return static_cast<int>(Answer(racelab::rt::Open(AT_FDCWD, path, flags, mode, RACELAB_CALLER)));
}
int open64(const char* path, int flags, ...) {
  RACELAB_MODE(mode);
  if (current == nullptr) return RACELAB_REAL(open64)(path, flags, mode);
  return static_cast<int>(Answer(racelab::rt::Open(AT_FDCWD, path, flags, mode, RACELAB_CALLER)));
}
int openat(int folder, const char* path, int flags, ...) {
  RACELAB_MODE(mode);
  if (current == nullptr) return RACELAB_REAL(openat)(folder, path, flags, mode);
  return static_cast<int>(Answer(racelab::rt::Open(folder, path, flags, mode, RACELAB_CALLER)));
}
int openat64(int folder, const char* path, int flags, ...) {
  RACELAB_MODE(mode);
  if (current == nullptr) return RACELAB_REAL(openat64)(folder, path, flags, mode);
  return static_cast<int>(Answer(racelab::rt::Open(folder, path, flags, mode, RACELAB_CALLER)));
}
int creat(const char* path, mode_t mode) {
  if (current == nullptr) return RACELAB_REAL(creat)(path, mode);
  return static_cast<int>(Answer(
      racelab::rt::Open(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode, RACELAB_CALLER)));
}
int creat64(const char* path, mode_t mode) {
  if (current == nullptr) return RACELAB_REAL(creat64)(path, mode);
  return static_cast<int>(Answer(
      racelab::rt::Open(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode, RACELAB_CALLER)));
}

FILE* fopen(const char* path, const char* mode) {
  if (current == nullptr) return RACELAB_REAL(fopen)(path, mode);
  return racelab::rt::OpenStream(path, mode, RACELAB_REAL(fopen), RACELAB_CALLER);
}
FILE* fopen64(const char* path, const char* mode) {
  if (current == nullptr) return RACELAB_REAL(fopen64)(path, mode);
  return racelab::rt::OpenStream(path, mode, RACELAB_REAL(fopen64), RACELAB_CALLER);
}

[[gnu::weak]] int fflush(FILE* stream) {
  RACELAB_UNSAFE("fflush()");
  if (current == nullptr || stream == nullptr) return RACELAB_REAL(fflush)(stream);
  return racelab::rt::FlushStream(stream, RACELAB_REAL(fflush), RACELAB_CALLER);
}
[[gnu::weak]] int fclose(FILE* stream) {
  RACELAB_UNSAFE("fclose()");
  if (current == nullptr) return RACELAB_REAL(fclose)(stream);
  return racelab::rt::FlushStream(stream, RACELAB_REAL(fclose), RACELAB_CALLER);
}

}  // extern "C"
