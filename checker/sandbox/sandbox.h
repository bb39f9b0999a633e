// Sandbox: runs a plan in whatever isolation this machine allows, and says which that is.
//
// The layers are in layers.h; each was tried before it is used.
//
// **Thread safety**: a Sandbox is immutable after ProbeSandbox; RunInSandbox may be called from
// several threads.
#ifndef RACELAB_CHECKER_SANDBOX_SANDBOX_H_
#define RACELAB_CHECKER_SANDBOX_SANDBOX_H_

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "checker/base/files.h"
#include "checker/base/subprocess.h"
#include "checker/sandbox/control_group.h"
#include "checker/sandbox/layers.h"
#include "checker/sandbox/program_user.h"
#include "checker/sandbox/run.h"

namespace racelab {

struct Sandbox {
  std::string supervisor;      // the running tool, which has the hidden command `supervise`
  std::string bubblewrap;      // path of bwrap, for the layer "namespaces"
  std::string control_groups;  // the folder in which to make them, for the layer "cgroups"
  std::vector<Layer> layers;   // all that there are, in the order of LayerNames()

  // Whether the layer is active; none is before it was probed.
  bool Has(std::string_view layer) const;
  // To say why it is missing. REQUIRES: probed; one of LayerNames(), as below.
  const Layer& Find(std::string_view layer) const;
  // Goes on without it, as a machine does that does not have it.
  void SwitchOff(std::string_view layer);
  // Names of the active ones, for the report.
  std::vector<std::string> Active() const;
};

// Tries each layer by using it. Never fails: fewer layers are a fact to report. `supervisor` is a
// program that calls Supervise() when its first argument is "supervise"; empty: the running
// program. It forks: call it before other threads do anything.
Sandbox ProbeSandbox(const std::string& supervisor = "");

// Runs the plan's runs one after another; calls `progress` (may be null) after each with its
// number, from 0. Returns one outcome per run that was started. A run that killed its own
// supervisor ends as kSignaled with the message "the program killed its supervisor". Nothing is
// left running when it returns, whatever the program did. The plan's layers are filled in here.
// Errors: Unavailable when the supervisor cannot be started or the disk is full, Cancelled after an
// interrupt (base/interrupt.h).
absl::StatusOr<std::vector<RunOutcome>> RunInSandbox(const Sandbox& sandbox, RunPlan plan,
                                                     const std::function<void(int)>& progress);

// A plan as one command to start, for a caller that talks to the program while it runs. The folder
// that holds the program goes away with it, and so does the control group with all in it.
struct SandboxedCommand {
  TempDir folder;
  std::optional<ControlGroup> group;
  Command command;
  std::string mark;  // in the environment of everything that the plan starts
  ProgramUser user;  // the program's
};

// Fills in the plan's layers. Unavailable: the disk is full.
absl::StatusOr<SandboxedCommand> PrepareInSandbox(const Sandbox& sandbox, RunPlan plan);

// Ends what is left of a command whose supervisor was killed.
void EndLeftOf(const SandboxedCommand& command);

// The body of `racelab supervise`: reads a plan from descriptor 0, runs it, writes outcomes to
// descriptor 1. Returns the exit code.
int Supervise();

}  // namespace racelab

#endif  // RACELAB_CHECKER_SANDBOX_SANDBOX_H_
