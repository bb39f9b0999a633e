// Reads /proc: children, threads, states, and the system call a thread sleeps in.
#include "checker/sandbox/process_tree.h"

#include <signal.h>
#include <sys/fsuid.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <sstream>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "checker/base/files.h"

namespace racelab {
namespace {
namespace fs = std::filesystem;

std::vector<pid_t> Numbers(const std::string& folder) {
  std::vector<pid_t> numbers;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    int number = 0;
    if (absl::SimpleAtoi(entry->path().filename().string(), &number)) numbers.push_back(number);
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

// The part of /proc/.../stat after the program's name, which may hold spaces and parentheses.
std::vector<std::string> StatFields(const std::string& folder) {
  const std::string stat = ReadSystemFile(folder + "/stat");
  const size_t name_end = stat.rfind(')');
  if (name_end == std::string::npos || name_end + 2 >= stat.size()) return {};
  return absl::StrSplit(stat.substr(name_end + 2), ' ');
}

struct CallName {
  long number;
  const char* name;
  int timeout_argument;  // index of the argument that is a timeout when it is set; -1: none
};

// The calls that sleep. A relative number of milliseconds (poll, epoll) counts when it is >= 0.
constexpr CallName kCalls[] = {
    {SYS_futex, "futex", 3},
    {SYS_read, "read", -1},
    {SYS_write, "write", -1},
    {SYS_wait4, "wait4", -1},
    {SYS_waitid, "waitid", -1},
    {SYS_recvfrom, "recvfrom", -1},
    {SYS_recvmsg, "recvmsg", -1},
    {SYS_sendto, "sendto", -1},
    {SYS_sendmsg, "sendmsg", -1},
    {SYS_accept4, "accept4", -1},
    {SYS_accept, "accept", -1},
    {SYS_connect, "connect", -1},
    {SYS_flock, "flock", -1},
    {SYS_fcntl, "fcntl", -1},
    {SYS_openat, "openat", -1},
    {SYS_rt_sigsuspend, "rt_sigsuspend", -1},
    {SYS_rt_sigtimedwait, "rt_sigtimedwait", 2},
    {SYS_mq_timedreceive, "mq_timedreceive", 4},
    {SYS_mq_timedsend, "mq_timedsend", 4},
    {SYS_msgrcv, "msgrcv", -1},
    {SYS_msgsnd, "msgsnd", -1},
    {SYS_semtimedop, "semtimedop", 3},
    {SYS_nanosleep, "nanosleep", 0},
    {SYS_clock_nanosleep, "clock_nanosleep", 2},
    {SYS_ppoll, "ppoll", 2},
    {SYS_pselect6, "pselect6", 4},
#ifdef SYS_pause
    {SYS_pause, "pause", -1},
    {SYS_poll, "poll", 2},
    {SYS_select, "select", 4},
    {SYS_epoll_wait, "epoll_wait", 3},
#endif
    {SYS_epoll_pwait, "epoll_pwait", 3},
};

// Fills call and timed from /proc/.../syscall: "number arg0 ... arg5 sp pc", or "running".
void ReadCall(const std::string& folder, TaskState& task) {
  const std::vector<std::string> fields = absl::StrSplit(ReadSystemFile(folder + "/syscall"), ' ');
  task.timed = fields[0].empty();  // it is not told: it may be a sleep
  long number = 0;
  if (fields.size() < 7 || !absl::SimpleAtoi(fields[0], &number)) return;
  for (const CallName& call : kCalls) {
    if (call.number != number) continue;
    task.call = call.name;
    if (call.timeout_argument < 0) return;
    uint64_t argument = 0;
    (void)absl::SimpleHexAtoi(fields[1 + call.timeout_argument], &argument);
    const bool milliseconds =
        absl::EndsWith(task.call, "poll") || absl::StartsWith(task.call, "epoll");
    task.timed =
        milliseconds && task.call != "ppoll" ? static_cast<int32_t>(argument) >= 0 : argument != 0;
    return;
  }
}

TaskState ReadTask(pid_t pid, pid_t tid) {
  const std::string folder = absl::StrCat("/proc/", pid, "/task/", tid);
  TaskState task{.pid = pid, .tid = tid};
  const std::vector<std::string> stat = StatFields(folder);
  if (stat.size() < 13) return task;
  task.state = stat[0].empty() ? '?' : stat[0][0];
  int64_t user = 0, system = 0;
  (void)absl::SimpleAtoi(stat[11], &user);
  (void)absl::SimpleAtoi(stat[12], &system);
  task.ticks = user + system;
  const std::string status = ReadSystemFile(folder + "/status");
  for (absl::string_view line : absl::StrSplit(status, '\n')) {
    const std::pair<std::string, std::string> field =
        absl::StrSplit(line, absl::MaxSplits(":\t", 1));
    int64_t number = 0;
    uint64_t mask = 0;
    if (absl::EndsWith(field.first, "ctxt_switches") && absl::SimpleAtoi(field.second, &number)) {
      task.switches += number;
    } else if (field.first == "SigBlk" && absl::SimpleHexAtoi(field.second, &mask)) {
      task.answers = (mask >> (SIGUSR2 - 1) & 1) == 0;
    }
  }
  task.channel = ReadSystemFile(folder + "/wchan");
  if (task.channel == "0") task.channel.clear();
  ReadCall(folder, task);
  return task;
}

}  // namespace

ReadingAs::ReadingAs(int uid) {
  if (uid == 0) return;
  setfsgid(static_cast<gid_t>(uid));
  setfsuid(static_cast<uid_t>(uid));
}

ReadingAs::~ReadingAs() {
  setfsuid(geteuid());
  setfsgid(getegid());
}

std::vector<pid_t> Descendants(pid_t root) {
  std::vector<pid_t> found = {root};
  std::set<pid_t> seen = {root};
  for (size_t i = 0; i < found.size(); ++i) {
    const std::string tasks = absl::StrCat("/proc/", found[i], "/task");
    for (pid_t tid : Numbers(tasks)) {
      std::istringstream children(ReadSystemFile(absl::StrCat(tasks, "/", tid, "/children")));
      for (pid_t child; children >> child;) {
        if (seen.insert(child).second) found.push_back(child);
      }
    }
  }
  found.erase(found.begin());
  return found;
}

std::vector<TaskState> Tasks(const std::vector<pid_t>& processes) {
  std::vector<TaskState> tasks;
  for (pid_t pid : processes) {
    for (pid_t tid : Numbers(absl::StrCat("/proc/", pid, "/task"))) {
      tasks.push_back(ReadTask(pid, tid));
    }
  }
  return tasks;
}

int64_t ResidentBytes(const std::vector<pid_t>& processes) {
  int64_t pages = 0;
  for (pid_t pid : processes) {
    const std::vector<std::string> fields =
        absl::StrSplit(ReadSystemFile(absl::StrCat("/proc/", pid, "/statm")), ' ');
    int64_t resident = 0;
    if (fields.size() > 1 && absl::SimpleAtoi(fields[1], &resident)) pages += resident;
  }
  return pages * sysconf(_SC_PAGESIZE);
}

std::string Describe(pid_t process) {
  const std::string folder = absl::StrCat("/proc/", process);
  std::string name = ReadSystemFile(folder + "/comm");
  if (!name.empty() && name.back() == '\n') name.pop_back();
  const std::vector<std::string> stat = StatFields(folder);
  const char state = stat.empty() || stat[0].empty() ? '?' : stat[0][0];
  const char* word = state == 'R'   ? "running"
                     : state == 'Z' ? "ended"
                     : state == 'T' ? "stopped"
                                    : "sleeping";
  return absl::StrCat("pid ", process, " (", name, "), ", word);
}

}  // namespace racelab
