// Running of a command: one poll loop over its output, its end and ctrl-C.
#include "checker/base/subprocess.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "checker/base/interrupt.h"
#include "checker/base/spawn.h"
#include "checker/base/stopwatch.h"

namespace racelab {
namespace {

// One running command: its process and our ends of its pipes.
class Process {
 public:
  explicit Process(Spawned child) : child_(std::move(child)) {}
  // Waits for the end. Returns false if an interrupt came first.
  bool Communicate(const Command& command, CommandResult& result);
  absl::Status Reap(CommandResult& result);

 private:
  // Reads once; closes the pipe at its end.
  static void ReadSome(Descriptor& from, bool is_output, const Command& command,
                       CommandResult& result);
  // What is left in the pipes: at most what fits into them, because a process that left the group
  // may write for ever.
  void Drain(const Command& command, CommandResult& result);

  Spawned child_;
};

void Process::ReadSome(Descriptor& from, bool is_output, const Command& command,
                       CommandResult& result) {
  char buffer[64 << 10];
  const ssize_t n = read(from.get(), buffer, sizeof buffer);
  if (n < 0 && (errno == EINTR || errno == EAGAIN)) return;
  if (n <= 0) return from.Close();
  if (is_output && command.on_output) return command.on_output({buffer, static_cast<size_t>(n)});
  std::string& kept = is_output ? result.out : result.err;
  const int64_t space = std::max<int64_t>(0, command.output_limit - kept.size());
  kept.append(buffer, std::min<int64_t>(n, space));
  if (n > space) result.truncated = true;
}

void Process::Drain(const Command& command, CommandResult& result) {
  for (Descriptor* pipe : {&child_.output, &child_.error}) {
    if (pipe->get() < 0) continue;
    fcntl(pipe->get(), F_SETFL, O_NONBLOCK);
    for (int i = 0; i < 16 && pipe->get() >= 0; ++i) {
      ReadSome(*pipe, pipe == &child_.output, command, result);
    }
  }
}

bool Process::Communicate(const Command& command, CommandResult& result) {
  const Stopwatch stopwatch;
  absl::Duration limit = command.timeout;
  bool interrupted = false;
  while (true) {
    pollfd set[] = {{child_.exited.get(), POLLIN, 0},
                    {child_.output.get(), POLLIN, 0},
                    {child_.error.get(), POLLIN, 0},
                    {interrupted ? -1 : InterruptDescriptor(), POLLIN, 0}};
    const absl::Duration left = limit - stopwatch.Elapsed();
    // Without pidfd (before Linux 5.3) the end is looked for every 10 ms.
    const int64_t tick = child_.exited.get() < 0 ? 10 : 3'600'000;
    const int64_t wait = std::clamp<int64_t>(absl::ToInt64Milliseconds(left), 0, tick) + 1;
    if (poll(set, 4, static_cast<int>(wait)) < 0) continue;  // EINTR: a signal came
    if (set[1].revents != 0) ReadSome(child_.output, true, command, result);
    if (set[2].revents != 0) ReadSome(child_.error, false, command, result);
    if (HasEnded(child_)) break;
    if (set[3].revents != 0) interrupted = true;
    if (stopwatch.Elapsed() >= limit) result.timed_out = true;
    if (interrupted || result.timed_out) {
      KillGroup(child_);
      limit = absl::InfiniteDuration();
    }
  }
  KillGroup(child_);
  Drain(command, result);
  return !interrupted;
}

absl::Status Process::Reap(CommandResult& result) {
  int status = 0;
  while (waitpid(child_.pid, &status, 0) < 0) {
    if (errno == EINTR) continue;
    return absl::UnavailableError(
        absl::StrCat("the exit status of a command was lost: ", std::strerror(errno)));
  }
  if (WIFSIGNALED(status)) result.signal = WTERMSIG(status);
  if (WIFEXITED(status)) result.code = WEXITSTATUS(status);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<CommandResult> RunCommand(const Command& command) {
  if (command.argv.empty()) return absl::NotFoundError("an empty command");
  if (Interrupted()) return absl::CancelledError("interrupted");
  const Stopwatch stopwatch;
  absl::StatusOr<Spawned> child = Spawn(command);
  if (!child.ok()) return child.status();
  Process process(*std::move(child));
  CommandResult result;
  const bool finished = process.Communicate(command, result);
  if (absl::Status status = process.Reap(result); !status.ok()) return status;
  if (!finished) return absl::CancelledError("interrupted");
  result.seconds = stopwatch.Seconds();
  return result;
}

}  // namespace racelab
