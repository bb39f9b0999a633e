// Fork and exec: what the child gets, what it must not inherit, and why it could not start.
#include "checker/base/spawn.h"

#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace racelab {
namespace {

constexpr int kGuardEnds = 2'000;  // ms, at most: nothing depends on it

struct Pipe {
  Descriptor read, write;
  static Pipe Make() {
    int ends[2] = {-1, -1};
    if (pipe2(ends, O_CLOEXEC) != 0) return {};
    return {Descriptor(ends[0]), Descriptor(ends[1])};
  }
};

// Everything that the child needs, made before the fork: after it only async-signal-safe calls are
// allowed, because another thread may have held a lock of malloc.
struct ChildPlan {
  std::string path;
  std::vector<char*> argv;
  std::vector<char*> environment;
  const char* directory = nullptr;  // null: stay
  int input = -1, output = -1, error = -1;
  const std::vector<int>* inherit = nullptr;
  int failure = -1;   // closed by exec; else a StartFailure comes through
  int lifeline = -1;  // at its end when the parent has gone
  pid_t parent = 0;
};

struct StartFailure {
  bool directory = false;  // chdir failed, not exec
  int error = 0;
};

[[noreturn]] void FailInChild(const ChildPlan& plan, bool directory) {
  const StartFailure failure{directory, errno};
  [[maybe_unused]] const ssize_t written = write(plan.failure, &failure, sizeof failure);
  _exit(127);
}

// From `first` on; a flag instead of closing is what the kernel may do at exec.
void CloseFrom(int first, unsigned flags) {
  if (close_range(first, ~0u, flags) == 0) return;
  for (int fd = first; fd < 4096; ++fd) {  // before Linux 5.11
    flags != 0 ? fcntl(fd, F_SETFD, FD_CLOEXEC) : close(fd);
  }
}

// Starts the guard of the group. The signal at a parent's death reaches the child alone, not what
// it starts: the compiler behind a driver, or bubblewrap's second process, which waits for ever
// when the first is killed at once. It is nobody's child: the program may look at all of its own.
void StartGuard(int lifeline) {
  const pid_t between = _Fork();
  if (between != 0) {
    while (between > 0 && waitpid(between, nullptr, 0) < 0 && errno == EINTR) {
    }
    return;
  }
  if (_Fork() != 0) _exit(0);
  dup2(lifeline, 0);
  CloseFrom(1, 0);
  char none;
  while (read(0, &none, 1) < 0 && errno == EINTR) {
  }
  kill(0, SIGKILL);
  _exit(0);
}

[[noreturn]] void RunChild(const ChildPlan& plan) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != plan.parent) _exit(127);  // it died before the line above
  setpgid(0, 0);
  for (int number = 1; number < NSIG; ++number) signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  StartGuard(plan.lifeline);
  dup2(plan.input, 0);
  dup2(plan.output, 1);
  dup2(plan.error, 2);
  CloseFrom(3, CLOSE_RANGE_CLOEXEC);
  for (const int fd : *plan.inherit) fcntl(fd, F_SETFD, 0);
  if (plan.directory != nullptr && chdir(plan.directory) != 0) FailInChild(plan, true);
  execve(plan.path.c_str(), plan.argv.data(), plan.environment.data());
  FailInChild(plan, false);
}

// Forks with every signal blocked, so that no handler of ours runs in the child.
pid_t Fork(const ChildPlan& plan) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  const pid_t pid = fork();
  if (pid == 0) RunChild(plan);
  const int error = errno;
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  errno = error;
  return pid;
}

// Stdin as a file in memory: unlike a pipe it never blocks us and never breaks (no SIGPIPE).
Descriptor OpenInput(const std::string& input) {
  if (input.empty()) return Descriptor(open("/dev/null", O_RDONLY | O_CLOEXEC));
  Descriptor file(memfd_create("input", MFD_CLOEXEC));
  for (size_t at = 0; at < input.size();) {
    const ssize_t n = pwrite(file.get(), input.data() + at, input.size() - at, at);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return {};
    at += n;
  }
  return file;
}

std::vector<char*> Pointers(const std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  pointers.reserve(strings.size() + 1);
  for (const std::string& string : strings) pointers.push_back(const_cast<char*>(string.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

std::vector<char*> Environment(const Command& command) {
  if (command.environment) return Pointers(*command.environment);
  std::vector<char*> pointers;
  for (char** entry = environ; *entry != nullptr; ++entry) pointers.push_back(*entry);
  pointers.push_back(nullptr);
  return pointers;
}

// Waits until the child has called exec, or says why it could not.
std::optional<StartFailure> ReadFailure(const Descriptor& pipe) {
  StartFailure failure;
  ssize_t n;
  do {
    n = read(pipe.get(), &failure, sizeof failure);
  } while (n < 0 && errno == EINTR);
  if (n != sizeof failure) return std::nullopt;
  return failure;
}

absl::Status StartError(const Command& command, const StartFailure& failure) {
  const std::string& what = failure.directory ? command.directory : command.argv[0];
  const std::string text =
      absl::StrCat(what, ": cannot be ", failure.directory ? "entered" : "started", ": ",
                   std::strerror(failure.error));
  if (failure.error == ENOENT && !failure.directory) return absl::NotFoundError(text);
  return absl::UnavailableError(text);
}

}  // namespace

absl::StatusOr<Spawned> Spawn(const Command& command) {
  ChildPlan plan;
  plan.path = command.argv[0].find('/') != std::string::npos ? command.argv[0]
                                                             : FindInPath(command.argv[0]);
  if (plan.path.empty()) {
    return absl::NotFoundError(absl::StrCat(command.argv[0], ": not found in PATH"));
  }
  Descriptor input = OpenInput(command.input);
  Pipe output = Pipe::Make(), error = Pipe::Make(), failure = Pipe::Make(), life = Pipe::Make();
  if (input.get() < 0 || output.write.get() < 0 || error.write.get() < 0 ||
      failure.write.get() < 0 || life.write.get() < 0) {
    return absl::UnavailableError(absl::StrCat(command.argv[0], ": cannot be started: no ",
                                               "descriptors or memory: ", std::strerror(errno)));
  }
  plan.argv = Pointers(command.argv);
  plan.environment = Environment(command);
  if (!command.directory.empty()) plan.directory = command.directory.c_str();
  plan.input = input.get();
  plan.output = output.write.get();
  plan.error = (command.merge_stderr ? output : error).write.get();
  plan.inherit = &command.inherit;
  plan.failure = failure.write.get();
  plan.lifeline = life.read.get();
  plan.parent = getpid();

  Spawned child;
  child.pid = Fork(plan);
  if (child.pid < 0) return StartError(command, {false, errno});
  failure.write.Close();
  if (const std::optional<StartFailure> why = ReadFailure(failure.read)) {
    waitpid(child.pid, nullptr, 0);
    return StartError(command, *why);
  }
  child.exited = Descriptor(static_cast<int>(syscall(SYS_pidfd_open, child.pid, 0)));
  child.lifeline = std::move(life.write);
  child.output = std::move(output.read);
  child.error = std::move(error.read);
  return child;
}

bool HasEnded(const Spawned& child) {
  siginfo_t info = {};
  return waitid(P_PID, child.pid, &info, WEXITED | WNOHANG | WNOWAIT) != 0 ||
         info.si_pid == child.pid;
}

void KillGroup(const Spawned& child) {
  kill(-child.pid, SIGKILL);
  kill(child.pid, SIGKILL);                     // in case it left its group
  pollfd guard = {child.lifeline.get(), 0, 0};  // POLLERR: nobody has the other end
  poll(&guard, 1, kGuardEnds);
}

std::string FindInPath(std::string_view program) {
  const char* path = std::getenv("PATH");
  if (program.empty() || program.find('/') != std::string_view::npos || path == nullptr) return "";
  for (const absl::string_view folder : absl::StrSplit(path, ':')) {
    if (folder.empty() || folder[0] != '/') continue;  // a relative folder is not ours to trust
    const std::string full = absl::StrCat(folder, "/", std::string(program));
    struct stat info;
    const bool is_file = stat(full.c_str(), &info) == 0 && S_ISREG(info.st_mode);
    if (is_file && access(full.c_str(), X_OK) == 0) return full;
  }
  return "";
}

}  // namespace racelab
