// Stand-ins for output through stdio, which is all libc's own: only signal handlers must not use
// it.
#include <features.h>
#include <stdarg.h>
#undef __USE_EXTERN_INLINES  // some are defined here
#include <stdio.h>

#include "checker/runtime/os.h"
#include "checker/runtime/unsafe.h"

// Weak, so that a fuller model of stdio may take their place.
#define RACELAB_WEAK [[gnu::weak]]

extern "C" {

RACELAB_WEAK int vfprintf(FILE* file, const char* format, va_list arguments) {
  RACELAB_UNSAFE("vfprintf()");
  return RACELAB_REAL(vfprintf)(file, format, arguments);
}
RACELAB_WEAK int vprintf(const char* format, va_list arguments) {
  RACELAB_UNSAFE("vprintf()");
  return RACELAB_REAL(vprintf)(format, arguments);
}
RACELAB_WEAK int fprintf(FILE* file, const char* format, ...) {
  RACELAB_UNSAFE("fprintf()");
  va_list arguments;
  va_start(arguments, format);
  const int result = RACELAB_REAL(vfprintf)(file, format, arguments);
  va_end(arguments);
  return result;
}
RACELAB_WEAK int printf(const char* format, ...) {
  RACELAB_UNSAFE("printf()");
  va_list arguments;
  va_start(arguments, format);
  const int result = RACELAB_REAL(vprintf)(format, arguments);
  va_end(arguments);
  return result;
}
RACELAB_WEAK int puts(const char* text) {
  RACELAB_UNSAFE("puts()");
  return RACELAB_REAL(puts)(text);
}
RACELAB_WEAK int fputs(const char* text, FILE* file) {
  RACELAB_UNSAFE("fputs()");
  return RACELAB_REAL(fputs)(text, file);
}
RACELAB_WEAK int fputc(int character, FILE* file) {
  RACELAB_UNSAFE("fputc()");
  return RACELAB_REAL(fputc)(character, file);
}
RACELAB_WEAK int putchar(int character) {
  RACELAB_UNSAFE("putchar()");
  return RACELAB_REAL(putchar)(character);
}
RACELAB_WEAK size_t fwrite(const void* from, size_t size, size_t count, FILE* file) {
  RACELAB_UNSAFE("fwrite()");
  return RACELAB_REAL(fwrite)(from, size, count, file);
}
RACELAB_WEAK int fflush(FILE* file) {
  RACELAB_UNSAFE("fflush()");
  return RACELAB_REAL(fflush)(file);
}
RACELAB_WEAK void perror(const char* text) {
  RACELAB_UNSAFE("perror()");
  RACELAB_REAL(perror)(text);
}

}  // extern "C"
