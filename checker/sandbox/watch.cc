// The limits of a run, and the stacks of its stuck threads.
#include "checker/sandbox/watch.h"

#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"

namespace racelab {
namespace {

constexpr int kPatience = 15;  // times `read_record` is asked before the answers so far are taken

// tid -> program counters, from lines "NONCE where PID TID PCS".
std::map<pid_t, std::vector<uint64_t>> Stacks(std::string_view record) {
  std::map<pid_t, std::vector<uint64_t>> stacks;
  for (absl::string_view line :
       absl::StrSplit(absl::string_view(record.data(), record.size()), '\n')) {
    const std::vector<std::string> fields = absl::StrSplit(line, '\t');
    int tid = 0;
    if (fields.size() < 5 || fields[1] != "where" || !absl::SimpleAtoi(fields[3], &tid)) continue;
    std::vector<uint64_t> stack;
    for (absl::string_view counter : absl::StrSplit(fields[4], ',', absl::SkipEmpty())) {
      uint64_t address = 0;
      if (absl::SimpleHexAtoi(counter, &address)) stack.push_back(address);
    }
    stacks[tid] = std::move(stack);
  }
  return stacks;
}

}  // namespace

std::optional<RunEnd> Watch::Look(const std::vector<pid_t>& processes) {
  const std::vector<TaskState> tasks = Tasks(processes);
  if (static_cast<int>(tasks.size()) > limits_.processes) return RunEnd::kTooManyProcesses;
  if (ResidentBytes(processes) > limits_.memory_bytes) return RunEnd::kTooMuchMemory;
  if (Stuck(tasks)) return RunEnd::kStuck;
  int64_t ticks = 0;
  for (const TaskState& task : tasks) ticks += task.ticks;
  const double cpu = static_cast<double>(ticks) / sysconf(_SC_CLK_TCK);
  const double wall = stopwatch_.Seconds();
  if (cpu >= limits_.wall_seconds || wall >= 3 * limits_.wall_seconds) return RunEnd::kTimeout;
  return std::nullopt;
}

bool Watch::Stuck(const std::vector<TaskState>& tasks) {
  int64_t activity = 0;
  bool timed = false;
  for (const TaskState& task : tasks) {
    if (!task.answers || task.state == 'Z') continue;  // a sanitizer's thread, or an ended one
    activity += task.ticks + task.switches + task.tid;
    timed |= task.timed;
    if (task.state == 'S' || task.state == 'T') continue;
    activity = -1;  // it runs
    break;
  }
  if (activity < 0 || activity != activity_) {
    activity_ = activity;
    still_since_ = Clock::now();
    return false;
  }
  const double patience = timed ? limits_.idle_seconds : limits_.stuck_seconds;
  return Clock::now() - still_since_ >= std::chrono::duration<double>(patience);
}

std::vector<WaitingTask> AskTasks(const std::vector<TaskState>& tasks,
                                  const std::function<std::string_view()>& read_record) {
  size_t asked = 0;
  for (const TaskState& task : tasks) {
    if (!task.answers || task.state == 'Z') continue;
    if (syscall(SYS_tgkill, task.pid, task.tid, SIGUSR2) == 0) ++asked;
  }
  std::map<pid_t, std::vector<uint64_t>> stacks;
  for (int i = 0; i < kPatience && stacks.size() < asked; ++i) stacks = Stacks(read_record());

  std::vector<pid_t> pids;
  std::map<pid_t, int> numbers;  // threads of a process so far
  std::vector<WaitingTask> waiting;
  for (const TaskState& task : tasks) {
    if (!task.answers || task.state == 'Z') continue;
    const auto pid = std::find(pids.begin(), pids.end(), task.pid);
    const int process = static_cast<int>(pid - pids.begin());
    if (pid == pids.end()) pids.push_back(task.pid);
    waiting.push_back({.process = process,
                       .task = numbers[task.pid]++,
                       .channel = task.channel,
                       .call = task.call,
                       .stack = stacks[task.tid]});
  }
  return waiting;
}

}  // namespace racelab
