// Stand-ins for exec: the process leaves the exploration.
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>

#include "checker/runtime/caller.h"
#include "checker/runtime/cancel.h"
#include "checker/runtime/descriptor.h"
#include "checker/runtime/file_stream.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/os.h"
#include "checker/runtime/process.h"
#include "checker/runtime/rejoin.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/spawn.h"

namespace racelab::rt {
namespace {

long RealExecute(int directory, const char* path, Strings arguments, Strings environment,
                 int flags) {
  return Sys(SYS_execveat, directory, reinterpret_cast<long>(path),
             reinterpret_cast<long>(arguments), reinterpret_cast<long>(environment), flags);
}

int Execute(int directory, const char* path, Strings arguments, Strings environment, int flags,
            uint32_t pc) {
  const Sealed sealed;
  Point({Op::kTransfer, pc, 0, 0, false, 0});
  const int error = WhyNot(directory, path, flags);
  if (error != 0) return static_cast<int>(Answer(-error));
  const uint32_t program = ProgramAt(directory, path, flags);
  if (program < trace::kMaxPrograms) {
    FlushAll();
    ShareState();
    LeaveOthersBehind();
    state.outcome->program_of[here] = static_cast<uint8_t>(program);
    state.processes[here].turn = 1;
    state.processes[here].replaced = true;
    Changed();
    const Strings invited = Invite(environment, current, program);
    const long error_number = RealExecute(directory, path, arguments, invited, flags);
    state.processes[here].turn = 0;
    return static_cast<int>(Answer(error_number));
  }
  if (here == 0) {
    Stop(trace::End::kUnmodelled, "the first process runs another program");
  }
  FlushAll();
  InheritSignals(true);
  LeaveExploration();
  RealExecute(directory, path, arguments, environment, flags);
  Sys(SYS_exit_group, 127);
  __builtin_unreachable();
}

int RunByShell(const char* path, Strings arguments, Strings environment, uint32_t pc) {
  constexpr uint32_t kMost = 1000;
  static const char* shell[kMost];
  uint32_t count = 0;
  shell[count++] = "/bin/sh";
  shell[count++] = path;
  for (uint32_t i = 1; arguments[0] != nullptr && arguments[i] != nullptr; ++i) {
    if (count == kMost - 1) return static_cast<int>(Answer(-E2BIG));
    shell[count++] = arguments[i];
  }
  shell[count] = nullptr;
  return Execute(AT_FDCWD, "/bin/sh", const_cast<Strings>(shell), environment, 0, pc);
}

int SearchAndExecute(const char* name, Strings arguments, Strings environment, uint32_t pc) {
  char path[kPathRoom];
  const int why = FindProgram(name, path);
  if (why == ENOEXEC) return RunByShell(path, arguments, environment, pc);
  if (why != 0) return static_cast<int>(Answer(-why));
  return Execute(AT_FDCWD, path, arguments, environment, 0, pc);
}

// The arguments of execl and its like, and behind them, for execle, the environment.
struct List {
  static constexpr uint32_t kMost = 1000;
  char* at[kMost];
  Strings environment;
};
bool Collect(List& list, const char* first, va_list& arguments, bool with_environment) {
  uint32_t count = 0;
  for (const char* next = first; next != nullptr; next = va_arg(arguments, const char*)) {
    if (count == List::kMost - 1) return false;
    list.at[count++] = const_cast<char*>(next);
  }
  list.at[count] = nullptr;
  list.environment = with_environment ? va_arg(arguments, Strings) : environ;
  return true;
}

}  // namespace
}  // namespace racelab::rt

using racelab::rt::current;
using racelab::rt::Strings;

extern "C" {

int execve(const char* path, Strings arguments, Strings environment) noexcept {
  if (current == nullptr) return RACELAB_REAL(execve)(path, arguments, environment);
  return racelab::rt::Execute(AT_FDCWD, path, arguments, environment, 0, RACELAB_CALLER);
}
int execv(const char* path, Strings arguments) noexcept {
  if (current == nullptr) return RACELAB_REAL(execv)(path, arguments);
  return racelab::rt::Execute(AT_FDCWD, path, arguments, environ, 0, RACELAB_CALLER);
}
int execvpe(const char* name, Strings arguments, Strings environment) noexcept {
  if (current == nullptr) return RACELAB_REAL(execvpe)(name, arguments, environment);
  return racelab::rt::SearchAndExecute(name, arguments, environment, RACELAB_CALLER);
}
int execvp(const char* name, Strings arguments) noexcept {
  if (current == nullptr) return RACELAB_REAL(execvp)(name, arguments);
  return racelab::rt::SearchAndExecute(name, arguments, environ, RACELAB_CALLER);
}
int fexecve(int file, Strings arguments, Strings environment) noexcept {
  if (current == nullptr) return RACELAB_REAL(fexecve)(file, arguments, environment);
  return racelab::rt::Execute(file, "", arguments, environment, AT_EMPTY_PATH, RACELAB_CALLER);
}
int execveat(int folder, const char* path, Strings arguments, Strings environment,
             int flags) noexcept {
  if (current == nullptr) {
    return RACELAB_REAL(execveat)(folder, path, arguments, environment, flags);
  }
  return racelab::rt::Execute(folder, path, arguments, environment, flags, RACELAB_CALLER);
}

#define RACELAB_LIST(call, with_environment)                                   \
  racelab::rt::List list;                                                      \
  va_list rest;                                                                \
  va_start(rest, first);                                                       \
  const bool fits = racelab::rt::Collect(list, first, rest, with_environment); \
  va_end(rest);                                                                \
  return fits ? call : static_cast<int>(racelab::rt::Answer(-E2BIG))

int execl(const char* path, const char* first, ...) noexcept {
  RACELAB_LIST(execve(path, list.at, list.environment), false);
}
int execle(const char* path, const char* first, ...) noexcept {
  RACELAB_LIST(execve(path, list.at, list.environment), true);
}
int execlp(const char* path, const char* first, ...) noexcept {
  RACELAB_LIST(execvpe(path, list.at, list.environment), false);
}

}  // extern "C"
