// ProcessTree: reads /proc to see what the processes below the supervisor are doing.
//
// **Thread safety**: functions read /proc and keep nothing. A process may vanish at any moment; it
// is then left out.
#ifndef RACELAB_CHECKER_SANDBOX_PROCESS_TREE_H_
#define RACELAB_CHECKER_SANDBOX_PROCESS_TREE_H_

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

#include "checker/sandbox/run.h"

namespace racelab {

// One thread of one process, as /proc shows it.
struct TaskState {
  pid_t pid = 0;
  pid_t tid = 0;
  char state = '?';      // R, S, D, T, Z ... of proc(5)
  int64_t ticks = 0;     // user and system time, in clock ticks
  int64_t switches = 0;  // context switches, of both kinds
  bool answers = true;   // false: blocks SIGUSR2, as a sanitizer's own background thread does
  bool timed = false;    // sleeps in a call that a timer will end
  std::string call;      // the system call it is in: "futex"; "" when it is not in one
  std::string channel;   // /proc/.../wchan
};

// All processes below `root`, parents before children; `root` itself is not among them.
std::vector<pid_t> Descendants(pid_t root);

// While it lives, this thread reads /proc as that user may. Of another user's processes root sees
// what they wait for only with CAP_SYS_PTRACE, which containers do not have. 0: changes nothing.
class ReadingAs {
 public:
  explicit ReadingAs(int uid);
  ~ReadingAs();
  ReadingAs(const ReadingAs&) = delete;
  ReadingAs& operator=(const ReadingAs&) = delete;
};

// Every thread of the processes.
std::vector<TaskState> Tasks(const std::vector<pid_t>& processes);

// Resident memory of the processes together, in bytes; shared pages count once a process.
int64_t ResidentBytes(const std::vector<pid_t>& processes);

// "pid 12 (lab_test), sleeping".
std::string Describe(pid_t process);

}  // namespace racelab

#endif  // RACELAB_CHECKER_SANDBOX_PROCESS_TREE_H_
