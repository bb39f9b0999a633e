// Calls Slurm's programs and reads what they print.
#include "checker/classroom/slurm_array.h"

#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "checker/base/spawn.h"
#include "checker/base/subprocess.h"
#include "checker/base/text.h"

namespace racelab {
namespace {

constexpr int kCancelMilliseconds = 20'000;

absl::Status Missing(const std::string& program) {
  return absl::FailedPreconditionError(
      absl::StrCat("there is no ", program,
                   " here: --engine slurm must be called where jobs are submitted "
                   "(package slurm-client); elsewhere use --engine local or --shard"));
}

// "sbatch: error: Batch job submission failed: Invalid partition": the last line has the reason.
absl::Status WhatWentWrong(const std::string& program, const std::string& printed) {
  std::string text = CleanText(std::string(absl::StripAsciiWhitespace(printed)));
  text.erase(0, text.rfind('\n') + 1);
  if (MentionsAny(printed, {"unable to contact", "connection refused", "socket timed out",
                            "timed out", "protocol authentication", "zero bytes", "munge"})) {
    return absl::UnavailableError(
        absl::StrCat("the controller of Slurm does not answer (", text,
                     "); see scontrol ping, then call the same command again"));
  }
  return absl::AbortedError(absl::StrCat("Slurm refused: ", text, "; ", program,
                                         " takes other options through --slurm-option"));
}

absl::StatusOr<std::string> Run(Command command) {
  const std::string program = command.argv[0];
  const absl::StatusOr<CommandResult> result = RunCommand(command);
  if (absl::IsNotFound(result.status())) return Missing(program);
  if (!result.ok()) return result.status();
  if (result->timed_out) return WhatWentWrong(program, absl::StrCat(program, " timed out"));
  if (!result->Ok()) return WhatWentWrong(program, result->err);
  return result->out;
}

}  // namespace

std::string TaskList(const std::set<int>& tasks) {
  std::vector<std::string> ranges;
  for (auto task = tasks.begin(); task != tasks.end();) {
    const int first = *task;
    int last = first;
    while (++task != tasks.end() && *task == last + 1) last = *task;
    ranges.push_back(first == last ? absl::StrCat(first) : absl::StrCat(first, "-", last));
  }
  return absl::StrJoin(ranges, ",");
}

absl::StatusOr<std::string> Submit(const SlurmArray& array) {
  const std::string limit = array.at_a_time > 0 ? absl::StrCat("%", array.at_a_time) : "";
  Command sbatch{.argv = {"sbatch", "--parsable", "--no-requeue", "--job-name", array.name,
                          absl::StrCat("--array=", TaskList(array.tasks), limit), "--output",
                          (array.logs / "%A_%a.log").string()},
                 .input = array.script};
  sbatch.argv.insert(sbatch.argv.end(), array.options.begin(), array.options.end());
  absl::StatusOr<std::string> printed = Run(std::move(sbatch));
  if (!printed.ok()) return printed.status();
  const std::vector<std::string> parts = absl::StrSplit(*printed, absl::ByAnyChar(";\n"));
  return parts[0];  // "12;cluster"
}

absl::StatusOr<SlurmQueue> AskQueue(const std::string& job) {
  absl::StatusOr<std::string> printed =
      Run({.argv = {"squeue", "--noheader", "--array", "--jobs", job, "--format=%T|%r"}});
  if (absl::IsAborted(printed.status()) &&
      absl::StrContains(printed.status().message(), "Invalid job id")) {
    return SlurmQueue{};
  }
  if (!printed.ok()) return printed.status();
  SlurmQueue queue;
  for (const auto line : absl::StrSplit(*printed, '\n', absl::SkipEmpty())) {
    const std::pair<std::string, std::string> parts = absl::StrSplit(line, absl::MaxSplits('|', 1));
    const bool waits = parts.first == "PENDING" || parts.first == "REQUEUED";
    ++(waits ? queue.waiting : queue.running);
    if (waits && parts.second != "None") queue.reason = CleanText(parts.second);
  }
  return queue;
}

absl::Status CancelJobs(const std::string& name) {
  const absl::StatusOr<Spawned> scancel =
      Spawn({.argv = {"scancel", absl::StrCat("--user=", geteuid()), "--name", name},
             .merge_stderr = true});
  if (absl::IsNotFound(scancel.status())) return Missing("scancel");
  if (!scancel.ok()) return scancel.status();
  pollfd end = {scancel->exited.get(), POLLIN, 0};  // -1 on an old kernel: waits in vain, then ends
  const bool ended = poll(&end, 1, kCancelMilliseconds) == 1;
  if (!ended) kill(scancel->pid, SIGKILL);
  int status = 0;
  waitpid(scancel->pid, &status, 0);
  if (ended && WIFEXITED(status) && WEXITSTATUS(status) == 0) return absl::OkStatus();
  char printed[1024];
  const ssize_t size = ended ? read(scancel->output.get(), printed, sizeof printed) : 0;
  return WhatWentWrong("scancel", size > 0 ? std::string(printed, size) : "scancel timed out");
}

}  // namespace racelab
