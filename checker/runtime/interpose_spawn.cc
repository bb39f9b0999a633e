// Stand-ins that start other programs in a child. Those that cannot rejoin run for real, and nobody
// controls them.
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>

#include <cerrno>

#include "checker/runtime/caller.h"
#include "checker/runtime/descriptor.h"
#include "checker/runtime/file_stream.h"
#include "checker/runtime/os.h"
#include "checker/runtime/process.h"
#include "checker/runtime/rejoin.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/signal_model.h"
#include "checker/runtime/spawn.h"

namespace racelab::rt {

void InheritSignals(bool really) {
  struct {
    uintptr_t handler;
    unsigned long flags;
    uintptr_t restorer;
    uint64_t mask;
  } action = {};
  const uint64_t mask = really ? current->blocked : 0;
  Sys(SYS_rt_sigprocmask, SIG_SETMASK, reinterpret_cast<long>(&mask), 0, 8);
  for (int signal = 1; signal < kSignals; ++signal) {
    const bool ours = signal == SIGPIPE;  // is always ignored, see NoteActions
    if ((state.processes[here].ignored & Bit(signal)) == 0 && !ours) continue;
    const bool ignored = really ? (state.processes[here].ignored & Bit(signal)) != 0 : ours;
    action.handler = ignored ? 1 : 0;
    Sys(SYS_rt_sigaction, signal, reinterpret_cast<long>(&action), 0, 8);
  }
}

namespace {

// What the child gets: its mask, and which signals are ignored.
void Apply(const posix_spawnattr_t* attributes, Task* child) {
  short flags = 0;
  sigset_t set;
  if (attributes == nullptr || posix_spawnattr_getflags(attributes, &flags) != 0) return;
  if ((flags & POSIX_SPAWN_SETSIGMASK) != 0 && posix_spawnattr_getsigmask(attributes, &set) == 0) {
    CopyBytes(&child->blocked, &set, sizeof child->blocked);
    child->blocked &= ~kAbsolute;
  }
  if ((flags & POSIX_SPAWN_SETSIGDEF) != 0 &&
      posix_spawnattr_getsigdefault(attributes, &set) == 0) {
    SignalSet usual;
    CopyBytes(&usual, &set, sizeof usual);
    state.processes[child->process].ignored &= ~usual;
  }
}

// A program that stays in the exploration.
template <typename Start>
int SpawnHere(pid_t* pid, const posix_spawnattr_t* attributes, Strings environment,
              uint32_t program, uint32_t pc, const Start& start) {
  Task* child = AddChild(pc);
  state.outcome->program_of[child->process] = static_cast<uint8_t>(program);
  Apply(attributes, child);
  pid_t made = -1;
  const int error = start(&made, Invite(environment, child, program));
  Started(child, error == 0 ? made : -1, pc);
  if (error == 0 && pid != nullptr) *pid = made;
  return error;
}

template <typename Start>
int Spawn(pid_t* pid, const char* path, const posix_spawnattr_t* attributes, Strings environment,
          uint32_t pc, const Start& start) {
  Point(Op::kFork, 0, pc);
  if (FailsToStart(pc)) return EAGAIN;
  FlushAll();
  const uint32_t program = ProgramAt(AT_FDCWD, path, 0);
  if (program < trace::kMaxPrograms) {
    return SpawnHere(pid, attributes, environment, program, pc, start);
  }
  InheritSignals(true);
  pid_t made = 0;
  const int error = start(&made, environment);
  InheritSignals(false);
  if (error != 0) return error;
  if (pid != nullptr) *pid = made;
  EnterLeft(made, pc);
  Changed();
  return 0;
}

}  // namespace
}  // namespace racelab::rt

using racelab::rt::current;
using racelab::rt::Strings;

extern "C" {

int posix_spawn(pid_t* pid, const char* path, const posix_spawn_file_actions_t* actions,
                const posix_spawnattr_t* attributes, Strings arguments, Strings environment) {
  const auto real = RACELAB_REAL(posix_spawn);
  if (current == nullptr) return real(pid, path, actions, attributes, arguments, environment);
  return racelab::rt::Spawn(pid, path, attributes, environment, RACELAB_CALLER,
                            [&](pid_t* made, Strings given) {
                              return real(made, path, actions, attributes, arguments, given);
                            });
}
int posix_spawnp(pid_t* pid, const char* name, const posix_spawn_file_actions_t* actions,
                 const posix_spawnattr_t* attributes, Strings arguments, Strings environment) {
  const auto real = RACELAB_REAL(posix_spawnp);
  if (current == nullptr) return real(pid, name, actions, attributes, arguments, environment);
  char path[racelab::rt::kPathRoom];
  racelab::rt::FindProgram(name, path);
  return racelab::rt::Spawn(pid, path, attributes, environment, RACELAB_CALLER,
                            [&](pid_t* made, Strings given) {
                              return real(made, name, actions, attributes, arguments, given);
                            });
}

int system(const char* command) {
  if (current == nullptr || command == nullptr) return RACELAB_REAL(system)(command);
  racelab::rt::Point(racelab::rt::Op::kFork, 0, RACELAB_CALLER);
  racelab::rt::FlushAll();
  ++racelab::rt::state.outcome->outside;
  const int status = RACELAB_REAL(system)(command);
  racelab::rt::Changed();
  return status;
}
FILE* popen(const char* command, const char* mode) {
  if (current != nullptr) {
    racelab::rt::Point(racelab::rt::Op::kFork, 0, RACELAB_CALLER);
    racelab::rt::FlushAll();
    ++racelab::rt::state.outcome->outside;
  }
  return RACELAB_REAL(popen)(command, mode);
}
int pclose(FILE* file) {
  if (current != nullptr) racelab::rt::Point(racelab::rt::Op::kYield, 0, RACELAB_CALLER);
  const int status = RACELAB_REAL(pclose)(file);
  if (current != nullptr) racelab::rt::Changed();
  return status;
}

}  // extern "C"
