// Stand-ins for functions of libc that read numbers out of texts.
#include <features.h>
#undef __USE_EXTERN_INLINES  // some are defined here
#include <stdlib.h>

#include "checker/runtime/os.h"
#include "checker/runtime/program_access.h"

// The byte behind the number was looked at, too. They are weak: a program in C may use the names.
#define RACELAB_NUMBER(text, stop, call)                    \
  char* end = nullptr;                                      \
  const auto result = call;                                 \
  RACELAB_READS(text, static_cast<size_t>(end - text) + 1); \
  if (stop != nullptr) {                                    \
    RACELAB_WRITES(stop, sizeof *stop);                     \
    *stop = end;                                            \
  }                                                         \
  return result
#define RACELAB_WHOLE(type, name)                                             \
  [[gnu::weak]] type name(const char* text, char** stop, int base) noexcept { \
    RACELAB_NUMBER(text, stop, RACELAB_REAL(name)(text, &end, base));         \
  }
#define RACELAB_FLOATING(type, name)                                \
  [[gnu::weak]] type name(const char* text, char** stop) noexcept { \
    RACELAB_NUMBER(text, stop, RACELAB_REAL(name)(text, &end));     \
  }
#define RACELAB_SIMPLE(type, name, call)                 \
  [[gnu::weak]] type name(const char* text) noexcept {   \
    char** const stop = nullptr;                         \
    RACELAB_NUMBER(text, stop, static_cast<type>(call)); \
  }

extern "C" {

RACELAB_WHOLE(long, strtol)
RACELAB_WHOLE(unsigned long, strtoul)
RACELAB_WHOLE(long long, strtoll)
RACELAB_WHOLE(unsigned long long, strtoull)
RACELAB_FLOATING(float, strtof)
RACELAB_FLOATING(double, strtod)
RACELAB_FLOATING(long double, strtold)
RACELAB_SIMPLE(int, atoi, RACELAB_REAL(strtol)(text, &end, 10))
RACELAB_SIMPLE(long, atol, RACELAB_REAL(strtol)(text, &end, 10))
RACELAB_SIMPLE(long long, atoll, RACELAB_REAL(strtoll)(text, &end, 10))
RACELAB_SIMPLE(double, atof, RACELAB_REAL(strtod)(text, &end))

}  // extern "C"
