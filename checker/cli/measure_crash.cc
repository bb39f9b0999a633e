// Lets one of several workers crash; docs/examples/crash.cc is the same as a program to read.
#include "checker/cli/measure_crash.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"

namespace racelab {
namespace {

constexpr int kWorkers = 4;

[[noreturn]] void CrashQuietly() {
  const rlimit no_core_file = {0, 0};
  setrlimit(RLIMIT_CORE, &no_core_file);
  signal(SIGABRT, SIG_DFL);
  std::abort();
}

// The pipes of the crash: `go` ends when the crash is over, each worker that finishes writes to
// `done`.
struct CrashPipes {
  int go[2], done[2];
};

// The first worker crashes; the others wait until that is over, then they are done.
void WorkOrCrash(const CrashPipes& pipes, int number) {
  if (number == 0) CrashQuietly();
  char byte = 0;
  while (read(pipes.go[0], &byte, 1) < 0 && errno == EINTR) continue;
  if (write(pipes.done[1], "", 1) != 1) _exit(1);
}

// A child with all workers as threads, or with the one of this number alone.
pid_t ForkWorkers(const CrashPipes& pipes, bool threads, int number) {
  const pid_t child = fork();
  if (child != 0) return child;
  close(pipes.go[1]);
  if (threads) {
    std::vector<std::thread> workers;
    for (int i = 0; i < kWorkers; ++i) workers.emplace_back(WorkOrCrash, pipes, i);
    for (std::thread& worker : workers) worker.join();
  } else {
    WorkOrCrash(pipes, number);
  }
  _exit(0);
}

// How many of the workers came to their end when the first one crashed; -1: not measured.
int Survivors(bool threads) {
  CrashPipes pipes;
  if (pipe2(pipes.go, O_CLOEXEC) != 0 || pipe2(pipes.done, O_CLOEXEC) != 0) return -1;
  std::vector<pid_t> children;
  for (int i = 0; i < (threads ? 1 : kWorkers); ++i) {
    children.push_back(ForkWorkers(pipes, threads, i));
  }
  close(pipes.go[0]);
  close(pipes.done[1]);
  const bool started = std::ranges::count(children, -1) == 0;
  if (started) Reap(children[0]);  // the crash
  close(pipes.go[1]);
  int survivors = 0;
  for (char byte; read(pipes.done[0], &byte, 1) == 1;) ++survivors;
  for (size_t i = started ? 1 : 0; i < children.size(); ++i) {
    if (children[i] > 0) Reap(children[i]);
  }
  close(pipes.done[0]);
  return started ? survivors : -1;
}

}  // namespace

absl::Status MachineRefuses(const char* what) {
  return absl::UnavailableError(
      absl::StrCat("demo processes: this machine refuses ", what, ": ", std::strerror(errno)));
}

bool Reap(pid_t child) {
  while (waitpid(child, nullptr, 0) < 0) {
    if (errno != EINTR) return false;
  }
  return true;
}

absl::StatusOr<Chart> MeasureCrash() {
  Chart chart{
      .title = absl::StrCat("Crash: one of ", kWorkers, " workers calls abort"),
      .explanation =
          "A thread that crashes takes its process along, with all other threads. A process "
          "that crashes harms nobody else, unless it leaves shared memory or a lock half "
          "done (lab 22).",
      .bars = {}};
  for (const bool threads : {true, false}) {
    const int survivors = Survivors(threads);
    if (survivors < 0) return MachineRefuses("a process");
    chart.bars.push_back({.label = threads ? "threads that finish" : "processes that finish",
                          .value = static_cast<double>(survivors),
                          .text = absl::StrCat(survivors, " of ", kWorkers)});
  }
  return chart;
}

}  // namespace racelab
