// Watch: decides when a run has gone on long enough, and asks stuck threads where they are.
//
// **Thread safety**: belongs to one supervisor.
#ifndef RACELAB_CHECKER_SANDBOX_WATCH_H_
#define RACELAB_CHECKER_SANDBOX_WATCH_H_

#include <chrono>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "checker/base/stopwatch.h"
#include "checker/sandbox/process_tree.h"
#include "checker/sandbox/run.h"

namespace racelab {

// For all limits: the clock on the wall may be set while a program runs.
using Clock = std::chrono::steady_clock;

// **Invariants**: a run is stuck only when every thread sleeps and none has used the CPU or been
// switched for `stuck_seconds`, or for `idle_seconds` where one of them has a timer; a slow machine
// never makes a run stuck. A run times out when it used `wall_seconds` of CPU time, or three times
// as much wall time.
class Watch {
 public:
  explicit Watch(const RunLimits& limits) : limits_(limits) {}

  // One look at the processes of the run; nullopt: go on.
  std::optional<RunEnd> Look(const std::vector<pid_t>& processes);

 private:
  bool Stuck(const std::vector<TaskState>& tasks);

  const RunLimits& limits_;
  Stopwatch stopwatch_;
  Clock::time_point still_since_ = Clock::now();
  int64_t activity_ = -1;  // sum of ticks and switches at the last look
};

// Sends SIGUSR2 to every thread and returns what each waits for, with its stack from the "where"
// lines that the harness writes. `read_record` waits a moment and returns the whole record so far.
std::vector<WaitingTask> AskTasks(const std::vector<TaskState>& tasks,
                                  const std::function<std::string_view()>& read_record);

}  // namespace racelab

#endif  // RACELAB_CHECKER_SANDBOX_WATCH_H_
