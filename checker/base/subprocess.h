// Subprocess: runs a trusted command (a compiler, addr2line, bwrap) and captures its output.
//
// Hostile programs go through checker/sandbox/, which is built on this.
//
// **Thread safety**: RunCommand may be called from several threads.
#ifndef RACELAB_CHECKER_BASE_SUBPROCESS_H_
#define RACELAB_CHECKER_BASE_SUBPROCESS_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace racelab {

struct Command {
  std::vector<std::string> argv;  // argv[0] is looked up in PATH
  std::string directory;          // "" for the current one
  std::string input;              // fed to stdin; stdin is /dev/null when empty
  std::optional<std::vector<std::string>> environment;  // "NAME=value"; nullopt: inherited
  absl::Duration timeout = absl::Minutes(2);
  int64_t output_limit =
      8 << 20;                // bytes kept of stdout, and of stderr; the rest is read and dropped
  bool merge_stderr = false;  // stderr goes to `out` too
  std::vector<int> inherit;   // descriptors above 2 that the child keeps, under the same numbers
  // Called with each piece of stdout as it arrives; null: it is collected in CommandResult::out.
  std::function<void(std::string_view)> on_output;
};

struct CommandResult {
  int code = 0;    // exit code; meaningful when signal == 0
  int signal = 0;  // 0, or the signal that ended it
  bool timed_out = false;
  bool truncated = false;  // output went over the limit
  std::string out, err;
  double seconds = 0;
  bool Ok() const { return code == 0 && signal == 0 && !timed_out; }
};

// Runs to the end. The child gets its own process group, a default signal mask, only descriptors
// 0 to 2 and `inherit`, and dies with this process; at a timeout or an interrupt the whole group is
// killed. Errors: NotFound when argv[0] does not exist, Unavailable when it cannot be started,
// Cancelled after an interrupt (base/interrupt.h).
absl::StatusOr<CommandResult> RunCommand(const Command& command);

// The full path of a program in PATH, or "" when there is none.
std::string FindInPath(std::string_view program);

}  // namespace racelab

#endif  // RACELAB_CHECKER_BASE_SUBPROCESS_H_
