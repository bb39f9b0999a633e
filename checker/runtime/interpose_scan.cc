// Stand-ins for sscanf() and scanf(): they read a text, or a stream, and write what is in it.
#include <stdarg.h>
#include <stdio.h>

#include "checker/runtime/file_stream.h"
#include "checker/runtime/os.h"
#include "checker/runtime/print_arguments.h"
#include "checker/runtime/program_access.h"
#include "checker/runtime/unsafe.h"

extern "C" {

int __isoc99_vsscanf(const char* text, const char* format, va_list list);
int __isoc99_vfscanf(FILE* stream, const char* format, va_list list);

// In the object file they are __isoc99_sscanf and so on.
int vsscanf(const char* text, const char* format, va_list list) noexcept {
  RACELAB_READS(text, racelab::rt::Length(text) + 1);
  va_list again;
  va_copy(again, list);
  const int count = RACELAB_REAL(__isoc99_vsscanf)(text, format, list);
  RACELAB_WROTE(format, again, count);
  va_end(again);
  return count;
}
int sscanf(const char* text, const char* format, ...) noexcept {
  RACELAB_READS(text, racelab::rt::Length(text) + 1);
  va_list list, again;
  va_start(list, format);
  va_copy(again, list);
  const int count = RACELAB_REAL(__isoc99_vsscanf)(text, format, list);
  RACELAB_WROTE(format, again, count);
  va_end(again);
  va_end(list);
  return count;
}
int vfscanf(FILE* stream, const char* format, va_list list) {
  RACELAB_USE(stream, "vfscanf()");
  va_list again;
  va_copy(again, list);
  const int count = RACELAB_REAL(__isoc99_vfscanf)(stream, format, list);
  RACELAB_WROTE(format, again, count);
  va_end(again);
  return count;
}
int fscanf(FILE* stream, const char* format, ...) {
  RACELAB_USE(stream, "fscanf()");
  va_list list, again;
  va_start(list, format);
  va_copy(again, list);
  const int count = RACELAB_REAL(__isoc99_vfscanf)(stream, format, list);
  RACELAB_WROTE(format, again, count);
  va_end(again);
  va_end(list);
  return count;
}
int scanf(const char* format, ...) {
  FILE* stream = stdin;
  RACELAB_USE(stream, "scanf()");
  va_list list, again;
  va_start(list, format);
  va_copy(again, list);
  const int count = RACELAB_REAL(__isoc99_vfscanf)(stream, format, list);
  RACELAB_WROTE(format, again, count);
  va_end(again);
  va_end(list);
  return count;
}

}  // extern "C"
