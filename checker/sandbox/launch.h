// Launch: starts the hostile program with as little as it needs.
//
// **Thread safety**: call from a process with one thread (it forks and prepares the child in C++).
#ifndef RACELAB_CHECKER_SANDBOX_LAUNCH_H_
#define RACELAB_CHECKER_SANDBOX_LAUNCH_H_

#include <sys/types.h>

#include <string>

#include "checker/sandbox/run.h"

namespace racelab {

struct Launched {
  pid_t pid = -1;
  int output = -1;    // stdout and stderr of the program; non-blocking
  int record = -1;    // the harness's private lines; non-blocking
  std::string nonce;  // given to the harness; its lines begin with it
  std::string error;  // empty, or why the program was not started
};

// The child gets its own session, user and limits, no new privileges, the plan's layers, /dev/null
// as input, descriptor 3 for the record (or the explorer's descriptors), and a clean environment;
// it dies with the caller. `folder` is its current folder, HOME and TMPDIR.
Launched Launch(const RunPlan& plan, const ProgramRun& run, const std::string& folder);

// Makes this process run as another user and group, for good; 0 changes nothing. False when that is
// not possible. Async-signal-safe.
bool DropUser(int uid);

}  // namespace racelab

#endif  // RACELAB_CHECKER_SANDBOX_LAUNCH_H_
