// Sandbox: runs a plan in whatever isolation this machine allows, and says which that is.
//
// Layers, each probed by using it once: "pid namespace, private /tmp, /dev/shm and mqueue, no
// network" through bubblewrap; "own uid" when root; "no_new_privs"; "rlimits"; "process group and
// subreaper" (always).
//
// **Thread safety**: a Sandbox is immutable after Probe; RunInSandbox may be called from several
// threads.
#ifndef RACELAB_CHECKER_SANDBOX_SANDBOX_H_
#define RACELAB_CHECKER_SANDBOX_SANDBOX_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "checker/base/files.h"
#include "checker/base/subprocess.h"
#include "checker/sandbox/run.h"

namespace racelab {

struct Sandbox {
  std::string supervisor;           // the running tool, which has the hidden command `supervise`
  std::string bubblewrap;           // path of bwrap; empty when it is missing or does not work
  std::string without_bubblewrap;   // why `bubblewrap` is empty, and what to do about it
  bool own_uid = false;             // root: the program gets another uid
  std::vector<std::string> layers;  // names of the active layers, for the report
};

// Tries each layer with a real run of /bin/true. Never fails: fewer layers are a fact to report.
// `supervisor` is a program that calls Supervise() when its first argument is "supervise"; empty:
// the running program.
Sandbox ProbeSandbox(const std::string& supervisor = "");

// Runs the plan's runs one after another; calls `progress` (may be null) after each with its
// number, from 0. Returns one outcome per run that was started. A run that killed its own
// supervisor ends as kSignaled with the message "the program killed its supervisor". Nothing is
// left running when it returns, whatever the program did. The plan's uid and private_system are
// filled in here. Errors: Unavailable when the supervisor cannot be started or the disk is full,
// Cancelled after an interrupt (base/interrupt.h).
absl::StatusOr<std::vector<RunOutcome>> RunInSandbox(const Sandbox& sandbox, RunPlan plan,
                                                     const std::function<void(int)>& progress);

// A plan as one command to start, for a caller that talks to the program while it runs. The folder
// that holds the program goes away with it.
struct SandboxedCommand {
  TempDir folder;
  Command command;
  std::string mark;  // in the environment of everything that the plan starts
};

// Fills in the plan's uid and private_system. Unavailable: the disk is full.
absl::StatusOr<SandboxedCommand> PrepareInSandbox(const Sandbox& sandbox, RunPlan plan);

// Ends what is left of a command whose supervisor was killed.
void EndLeftOf(const SandboxedCommand& command);

// The body of `racelab supervise`: reads a plan from descriptor 0, runs it, writes outcomes to
// descriptor 1. Returns the exit code.
int Supervise();

}  // namespace racelab

#endif  // RACELAB_CHECKER_SANDBOX_SANDBOX_H_
