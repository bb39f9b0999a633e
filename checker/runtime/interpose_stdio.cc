// Stand-ins for streams on pipes, FIFOs and sockets. Only the functions that programs use most are
// here; the others work too, but not when two threads use one stream.
#include <features.h>
#include <stdarg.h>
#undef __USE_EXTERN_INLINES  // some are defined here
#include <stdio.h>

#include "checker/runtime/caller.h"
#include "checker/runtime/file_stream.h"
#include "checker/runtime/os.h"
#include "checker/runtime/print_arguments.h"
#include "checker/runtime/program_access.h"
#include "checker/runtime/unsafe.h"

using racelab::rt::current;

#define RACELAB_PRINT(name) \
  RACELAB_UNSAFE(name);     \
  if (current != nullptr) racelab::rt::UseStream(stdout, RACELAB_CALLER)

extern "C" {

void flockfile(FILE* stream) noexcept {
  if (current == nullptr) return RACELAB_REAL(flockfile)(stream);
  racelab::rt::LockStream(stream, false, RACELAB_CALLER);
}
int ftrylockfile(FILE* stream) noexcept {
  if (current == nullptr) return RACELAB_REAL(ftrylockfile)(stream);
  return racelab::rt::LockStream(stream, true, RACELAB_CALLER);
}
void funlockfile(FILE* stream) noexcept {
  if (current == nullptr) return RACELAB_REAL(funlockfile)(stream);
  racelab::rt::UnlockStream(stream, RACELAB_CALLER);
}

FILE* fdopen(int fd, const char* mode) noexcept {
  if (current == nullptr) return RACELAB_REAL(fdopen)(fd, mode);
  return racelab::rt::StreamOn(fd, mode, RACELAB_CALLER);
}

char* fgets(char* text, int room, FILE* stream) {
  RACELAB_USE(stream, "fgets()");
  char* result = RACELAB_REAL(fgets)(text, room, stream);
  if (current != nullptr && result != nullptr) RACELAB_WRITES(text, racelab::rt::Length(text) + 1);
  return result;
}
size_t fread(void* to, size_t size, size_t count, FILE* stream) {
  RACELAB_USE(stream, "fread()");
  const size_t got = RACELAB_REAL(fread)(to, size, count, stream);
  if (current != nullptr && got * size > 0) RACELAB_WRITES(to, got * size);
  return got;
}
int fgetc(FILE* stream) {
  RACELAB_USE(stream, "fgetc()");
  return RACELAB_REAL(fgetc)(stream);
}
int getc(FILE* stream) {
  RACELAB_USE(stream, "getc()");
  return RACELAB_REAL(getc)(stream);
}
int ungetc(int value, FILE* stream) {
  RACELAB_USE(stream, "ungetc()");
  return RACELAB_REAL(ungetc)(value, stream);
}
#define RACELAB_LINE(line, room, end)                                    \
  const __ssize_t got = RACELAB_REAL(getdelim)(line, room, end, stream); \
  if (current != nullptr && got >= 0) {                                  \
    RACELAB_WRITES(line, sizeof *line);                                  \
    RACELAB_WRITES(room, sizeof *room);                                  \
    RACELAB_WRITES(*line, static_cast<size_t>(got) + 1);                 \
  }                                                                      \
  return got
__ssize_t getdelim(char** line, size_t* room, int end, FILE* stream) {
  RACELAB_USE(stream, "getdelim()");
  RACELAB_LINE(line, room, end);
}
// The header has an inline function of this name.
__ssize_t racelab_getline(char** line, size_t* room, FILE* stream) __asm__("getline");
__ssize_t racelab_getline(char** line, size_t* room, FILE* stream) {
  RACELAB_USE(stream, "getline()");
  RACELAB_LINE(line, room, '\n');
}
size_t fwrite(const void* from, size_t size, size_t count, FILE* stream) {
  RACELAB_USE(stream, "fwrite()");
  if (current != nullptr && size * count > 0) RACELAB_READS(from, size * count);
  return RACELAB_REAL(fwrite)(from, size, count, stream);
}
int fputs(const char* text, FILE* stream) {
  RACELAB_USE(stream, "fputs()");
  RACELAB_READS(text, racelab::rt::Length(text) + 1);
  return RACELAB_REAL(fputs)(text, stream);
}
int fputc(int value, FILE* stream) {
  RACELAB_USE(stream, "fputc()");
  return RACELAB_REAL(fputc)(value, stream);
}
int putc(int value, FILE* stream) {
  RACELAB_USE(stream, "putc()");
  return RACELAB_REAL(putc)(value, stream);
}
int fprintf(FILE* stream, const char* format, ...) {
  RACELAB_USE(stream, "fprintf()");
  va_list list;
  va_start(list, format);
  RACELAB_READS_TEXTS(format, list);
  const int result = RACELAB_REAL(vfprintf)(stream, format, list);
  va_end(list);
  return result;
}
int vfprintf(FILE* stream, const char* format, va_list list) {
  RACELAB_USE(stream, "vfprintf()");
  RACELAB_READS_TEXTS(format, list);
  return RACELAB_REAL(vfprintf)(stream, format, list);
}
int vprintf(const char* format, va_list list) {
  RACELAB_PRINT("vprintf()");
  RACELAB_READS_TEXTS(format, list);
  return RACELAB_REAL(vprintf)(format, list);
}
int printf(const char* format, ...) {
  RACELAB_PRINT("printf()");
  va_list list;
  va_start(list, format);
  RACELAB_READS_TEXTS(format, list);
  const int result = RACELAB_REAL(vprintf)(format, list);
  va_end(list);
  return result;
}
int puts(const char* text) {
  RACELAB_PRINT("puts()");
  RACELAB_READS(text, racelab::rt::Length(text) + 1);
  return RACELAB_REAL(puts)(text);
}
int putchar(int character) {
  RACELAB_PRINT("putchar()");
  return RACELAB_REAL(putchar)(character);
}
void perror(const char* text) {
  RACELAB_UNSAFE("perror()");
  RACELAB_REAL(perror)(text);
}
}  // extern "C"
