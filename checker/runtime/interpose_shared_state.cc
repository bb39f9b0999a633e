// Stand-ins for functions of libc that keep their state in one place for all threads, with no lock
// of their own: the environment, drand48(), the entry of readdir(), answers about users and hosts.
#include <dirent.h>
#include <grp.h>
#include <netdb.h>
#include <pwd.h>
#include <stdlib.h>

#include "checker/runtime/os.h"
#include "checker/runtime/program_access.h"

#define RACELAB_DRAWS(type, name)         \
  type name() noexcept {                  \
    RACELAB_WRITES(&state_of_drand48, 1); \
    return RACELAB_REAL(name)();          \
  }

#define RACELAB_ANSWERS(type, name, kind)     \
  type* name(kind of) {                       \
    type* result = RACELAB_REAL(name)(of);    \
    if (result != nullptr) {                  \
      RACELAB_WRITES(result, sizeof *result); \
    }                                         \
    return result;                            \
  }

extern "C" {

// They stand for what cannot be seen; reports show their names.
static char the_environment, state_of_drand48;

char* getenv(const char* name) noexcept {
  RACELAB_READS(&the_environment, 1);
  return RACELAB_REAL(getenv)(name);
}
int setenv(const char* name, const char* value, int replace) noexcept {
  RACELAB_WRITES(&the_environment, 1);
  return RACELAB_REAL(setenv)(name, value, replace);
}
int unsetenv(const char* name) noexcept {
  RACELAB_WRITES(&the_environment, 1);
  return RACELAB_REAL(unsetenv)(name);
}
int putenv(char* text) noexcept {
  RACELAB_WRITES(&the_environment, 1);
  return RACELAB_REAL(putenv)(text);
}
int clearenv() noexcept {
  RACELAB_WRITES(&the_environment, 1);
  return RACELAB_REAL(clearenv)();
}

RACELAB_DRAWS(double, drand48)
RACELAB_DRAWS(long, lrand48)
RACELAB_DRAWS(long, mrand48)
void srand48(long seed) noexcept {
  RACELAB_WRITES(&state_of_drand48, 1);
  RACELAB_REAL(srand48)(seed);
}

// What it returns is valid until the next call for the same stream.
#define RACELAB_READDIR(type, name)            \
  type* name(DIR* stream) {                    \
    type* result = RACELAB_REAL(name)(stream); \
    if (result != nullptr) {                   \
      RACELAB_WRITES(stream, 1);               \
    }                                          \
    return result;                             \
  }
RACELAB_READDIR(dirent, readdir)
RACELAB_READDIR(dirent64, readdir64)

RACELAB_ANSWERS(passwd, getpwnam, const char*)
RACELAB_ANSWERS(passwd, getpwuid, uid_t)
RACELAB_ANSWERS(group, getgrnam, const char*)
RACELAB_ANSWERS(group, getgrgid, gid_t)
RACELAB_ANSWERS(hostent, gethostbyname, const char*)

}  // extern "C"
