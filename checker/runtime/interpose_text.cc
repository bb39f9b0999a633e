// Stand-ins for functions of libc that write texts into memory of the program, or into one place
// for all threads: the pitfall of strtok() and localtime().
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "checker/runtime/os.h"
#include "checker/runtime/print_arguments.h"
#include "checker/runtime/program_access.h"

namespace racelab::rt {
namespace {

char* rest_of_strtok = nullptr;  // one for all threads, as in libc

struct Part {
  char* begin;  // nullptr when there is none
  char* end;
  bool cut;  // a separator stood there
};

Part NextPart(char* text, const char* separators) {
  char* begin = text + RACELAB_REAL(strspn)(text, separators);
  char* end = begin + RACELAB_REAL(strcspn)(begin, separators);
  return {begin == end ? nullptr : begin, end, *end != 0};
}

}  // namespace
}  // namespace racelab::rt

// The length is asked for first, so that the access comes before the bytes change.
#define RACELAB_PRINTS(to, size, format, arguments)                                           \
  RACELAB_READS_TEXTS(format, arguments);                                                     \
  va_list again;                                                                              \
  va_copy(again, arguments);                                                                  \
  const int length = RACELAB_REAL(vsnprintf)(nullptr, 0, format, again);                      \
  va_end(again);                                                                              \
  if (length >= 0 && (size) > 0) {                                                            \
    RACELAB_WRITES(                                                                           \
        to, static_cast<size_t>(length) < (size) ? static_cast<size_t>(length) + 1 : (size)); \
  }                                                                                           \
  const int result = RACELAB_REAL(vsnprintf)(to, size, format, arguments)

extern "C" {

int vsnprintf(char* to, size_t size, const char* format, va_list arguments) noexcept {
  RACELAB_PRINTS(to, size, format, arguments);
  return result;
}
int vsprintf(char* to, const char* format, va_list arguments) noexcept {
  constexpr size_t kAny = ~size_t{0} >> 1;
  RACELAB_PRINTS(to, kAny, format, arguments);
  return result;
}
int snprintf(char* to, size_t size, const char* format, ...) noexcept {
  va_list arguments;
  va_start(arguments, format);
  RACELAB_PRINTS(to, size, format, arguments);
  va_end(arguments);
  return result;
}
int sprintf(char* to, const char* format, ...) noexcept {
  constexpr size_t kAny = ~size_t{0} >> 1;
  va_list arguments;
  va_start(arguments, format);
  RACELAB_PRINTS(to, kAny, format, arguments);
  va_end(arguments);
  return result;
}

#define RACELAB_CUTS(text, separators, rest)                              \
  char* from = text != nullptr ? text : *(rest);                          \
  if (from == nullptr) return nullptr;                                    \
  const racelab::rt::Part part = racelab::rt::NextPart(from, separators); \
  RACELAB_READS(from, static_cast<size_t>(part.end - from) + 1);          \
  if (part.begin != nullptr && part.cut) {                                \
    RACELAB_WRITES(part.end, 1);                                          \
    *part.end = 0;                                                        \
  }                                                                       \
  RACELAB_WRITES(rest, sizeof *(rest));                                   \
  *(rest) = part.begin != nullptr && part.cut ? part.end + 1 : part.end;  \
  return part.begin

char* strtok_r(char* text, const char* separators, char** rest) noexcept {
  RACELAB_CUTS(text, separators, rest);
}
char* strtok(char* text, const char* separators) noexcept {
  RACELAB_CUTS(text, separators, &racelab::rt::rest_of_strtok);
}

// They answer in memory that all threads share.
tm* localtime(const time_t* time) noexcept {
  RACELAB_READS(time, sizeof *time);
  tm* result = RACELAB_REAL(localtime)(time);
  RACELAB_WRITES(result, sizeof *result);
  return result;
}
tm* gmtime(const time_t* time) noexcept {
  RACELAB_READS(time, sizeof *time);
  tm* result = RACELAB_REAL(gmtime)(time);
  RACELAB_WRITES(result, sizeof *result);
  return result;
}
char* asctime(const tm* time) noexcept {
  RACELAB_READS(time, sizeof *time);
  char* result = RACELAB_REAL(asctime)(time);
  RACELAB_WRITES(result, 26);
  return result;
}
char* ctime(const time_t* time) noexcept {
  RACELAB_READS(time, sizeof *time);
  char* result = RACELAB_REAL(ctime)(time);
  RACELAB_WRITES(result, 26);
  return result;
}

// These answer where the program wants it.
tm* localtime_r(const time_t* time, tm* to) noexcept {
  RACELAB_READS(time, sizeof *time);
  RACELAB_WRITES(to, sizeof *to);
  return RACELAB_REAL(localtime_r)(time, to);
}
tm* gmtime_r(const time_t* time, tm* to) noexcept {
  RACELAB_READS(time, sizeof *time);
  RACELAB_WRITES(to, sizeof *to);
  return RACELAB_REAL(gmtime_r)(time, to);
}
time_t mktime(tm* time) noexcept {
  RACELAB_READS(time, sizeof *time);
  RACELAB_WRITES(time, sizeof *time);
  return RACELAB_REAL(mktime)(time);
}
size_t strftime(char* to, size_t room, const char* format, const tm* time) noexcept {
  RACELAB_READS(time, sizeof *time);
  const size_t length = RACELAB_REAL(strftime)(to, room, format, time);
  if (length > 0) RACELAB_WRITES(to, length + 1);
  return length;
}

}  // extern "C"
