// Plan and outcome of running a hostile program: plain data that the checker and its supervisor
// share.
//
// The checker (parent) writes a RunPlan as JSON; `racelab supervise` inside the sandbox runs it and
// writes one RunOutcome a line as JSON. The student's process yields observations; only the parent
// decides.
//
// **Thread safety**: plain values.
#ifndef RACELAB_CHECKER_SANDBOX_RUN_H_
#define RACELAB_CHECKER_SANDBOX_RUN_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace racelab {

struct RunLimits {
  double wall_seconds = 10;         // then the run is ended: kTimeout
  double stuck_seconds = 1.5;       // nothing could go on for so long: kStuck
  double idle_seconds = 15;         // the same where timers would wake it: kStuck, too
  int64_t output_bytes = 16 << 20;  // stdout and stderr together; more ends the run: kFlood
  int64_t record_bytes = 4 << 20;   // the private record; more ends the run: kFlood
  int64_t file_bytes = 64 << 20;    // RLIMIT_FSIZE
  int processes = 256;  // tasks below the supervisor; more ends the run: kTooManyProcesses
  int64_t memory_bytes = 4ll << 30;  // resident memory of all processes together: kTooMuchMemory
};

// One execution of the program.
struct ProgramRun {
  std::vector<std::string> arguments;    // after argv[0]
  std::vector<std::string> environment;  // "NAME=value", on top of a minimal clean environment
};

struct RunPlan {
  std::string executable;         // absolute path; the program is started in a fresh private folder
  std::vector<std::string> hide;  // folders that the program must not see (solutions, results)
  int uid = 0;                    // the program runs as this user and group; 0: as the supervisor
  int user_lock = -1;             // the supervisor's descriptor that keeps the user; -1: none
  bool private_system = false;    // /tmp, /dev/shm, mqueues and pids belong to this plan alone
  bool landlock = false;          // the program opens nothing outside (landlock.h)
  bool seccomp = false;           // nor calls what it does not need (syscall_filter.h)
  std::string control_group;      // the program runs in this one; "": in none of its own
  std::vector<ProgramRun> runs;   // one after another
  RunLimits limits;               // for each run
  bool stop_at_first = true;      // stop after the first run that did not exit with code 0
  // The program talks to the explorer: it gets the supervisor's variable RACELAB_EXPLORE and the
  // descriptors that it names, no record, and no end for being stuck (its runtime sees to that).
  // Instead of an outcome the supervisor writes the last that the program printed.
  bool explored = false;
};

enum class RunEnd {
  kExited,
  kSignaled,
  kTimeout,           // still using the CPU at the end of the wall time
  kStuck,             // everything asleep: a deadlock, a lost wakeup, a read that never ends
  kFlood,             // too much output
  kTooManyProcesses,  // a fork bomb
  kTooMuchMemory,
  kNotStarted,  // our failure: `message` says why
};

// What a task (thread) of the run was doing when it was found stuck.
struct WaitingTask {
  int process = 0;              // 0 is the first process of the run, then in order of pid
  int task = 0;                 // 0 is the process's main thread, then in order of tid
  std::string channel;          // /proc/PID/wchan: "futex_wait_queue"; may be empty
  std::string call;             // the system call's name: "futex", "read", "wait4"; may be empty
  std::vector<uint64_t> stack;  // program counters in the executable, innermost first
};

// Things that outlived the run's first process.
struct Leftovers {
  std::vector<std::string> processes;       // "pid 3 (lab_test), sleeping"; ended by the supervisor
  std::vector<std::string> zombies;         // children never waited for
  std::vector<std::string> shared_memory;   // names in /dev/shm
  std::vector<std::string> message_queues;  // names
  std::vector<std::string> files;           // in the private /tmp and the working folder
  bool Empty() const {
    return processes.empty() && zombies.empty() && shared_memory.empty() &&
           message_queues.empty() && files.empty();
  }
};

struct RunOutcome {
  RunEnd end = RunEnd::kNotStarted;
  int code = 0;                      // exit code, or signal number
  double seconds = 0;                // wall time
  std::string nonce;                 // what the last record line must repeat
  std::string record;                // the harness's lines (checker/harness/record.h), raw
  std::string output;                // stdout and stderr as they came, bounded, raw bytes
  std::vector<WaitingTask> waiting;  // when end is kStuck or kTimeout
  Leftovers left;
  std::string message;  // for kNotStarted
};

std::string PlanToJson(const RunPlan& plan);
absl::StatusOr<RunPlan> PlanFromJson(const std::string& json);
std::string OutcomeToJson(const RunOutcome& outcome);  // one line
absl::StatusOr<RunOutcome> OutcomeFromJson(const std::string& line);

}  // namespace racelab

#endif  // RACELAB_CHECKER_SANDBOX_RUN_H_
