// Forks, drops everything the program must not have, and executes it.
#include "checker/sandbox/launch.h"

#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <optional>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "checker/sandbox/control_group.h"
#include "checker/sandbox/landlock.h"
#include "checker/sandbox/syscall_filter.h"

namespace racelab {
namespace {

constexpr int kRecord = 3;
constexpr char kExplore[] = "RACELAB_EXPLORE";

std::string Nonce() {
  char bytes[16];
  if (getrandom(bytes, sizeof bytes, 0) != sizeof bytes) return "";
  return absl::BytesToHexString(absl::string_view(bytes, sizeof bytes));
}

void Limit(int what, rlim_t value) {
  const rlimit limit = {value, value};
  setrlimit(static_cast<__rlimit_resource>(what), &limit);
}

std::vector<std::string> Environment(const RunPlan& plan, const ProgramRun& run,
                                     const std::string& folder, const std::string& nonce) {
  std::vector<std::string> environment = {"PATH=/usr/bin:/bin", "LANG=C.UTF-8",
                                          absl::StrCat("HOME=", folder),
                                          absl::StrCat("TMPDIR=", folder)};
  if (const char* explore = getenv(kExplore); plan.explored && explore != nullptr) {
    environment.push_back(absl::StrCat(kExplore, "=", explore));
  }
  if (!plan.explored) {
    environment.push_back(absl::StrCat("RACELAB_RECORD_FD=", kRecord));
    environment.push_back(absl::StrCat("RACELAB_NONCE=", nonce));
  }
  environment.insert(environment.end(), run.environment.begin(), run.environment.end());
  return environment;
}

std::vector<char*> Pointers(std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  pointers.reserve(strings.size() + 1);
  for (std::string& text : strings) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

// RLIMIT_AS stays free: ThreadSanitizer maps terabytes. Memory is watched by the supervisor.
void SetLimits(const RunPlan& plan) {
  Limit(RLIMIT_CORE, 0);
  Limit(RLIMIT_FSIZE, plan.limits.file_bytes);
  Limit(RLIMIT_NOFILE, 1024);
  Limit(RLIMIT_MSGQUEUE, 16 << 20);
  // Counts every process of the user, so it is set only where the user is the program's alone.
  if (plan.uid != 0) Limit(RLIMIT_NPROC, rlim_t{2} * plan.limits.processes);
}

// Puts the child's descriptors where the program expects them. Returns the new place of `status`.
int PlaceDescriptors(const RunPlan& plan, int output, int record, int status) {
  const int nothing = open("/dev/null", O_RDONLY);
  // Descriptor 3 may be one of ours: move the sources out of the way before placing it.
  const int moved_status = fcntl(status, F_DUPFD_CLOEXEC, 10);
  const int moved_record = fcntl(record, F_DUPFD_CLOEXEC, 10);
  dup2(nothing, 0), dup2(output, 1), dup2(output, 2);
  if (!plan.explored) dup2(moved_record, kRecord);  // else 3 may be one of the explorer's
  return moved_status;
}

// Reads why the child could not execute the program: an errno, or nothing when it could.
std::string ReadError(int descriptor, const std::string& program) {
  int error = 0;
  const ssize_t count = read(descriptor, &error, sizeof error);
  close(descriptor);
  if (count != sizeof error) return "";
  return absl::StrCat("cannot start ", program, ": ", strerror(error));
}

std::vector<std::string> Canonical(std::vector<std::string> paths) {
  std::error_code ignored;  // what cannot be reached is out of sight
  for (std::string& path : paths) path = std::filesystem::weakly_canonical(path, ignored).string();
  return paths;
}

// Gives up, for good, whatever the plan's layers take. False, with errno: one of them did not work.
bool GiveUpRights(const RunPlan& plan, const std::string& folder, const SyscallFilter* filter) {
  if (!plan.control_group.empty() && !EnterControlGroup(plan.control_group)) return false;
  if (!DropUser(plan.uid)) return false;
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return false;  // a change of user clears it
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
  const FileAccess access{
      .hidden = Canonical(plan.hide),
      .readable = {std::filesystem::path(plan.executable).parent_path().string()},
      .writable = {folder}};
  if (plan.landlock && !RestrictFiles(access)) return false;
  return filter == nullptr || filter->Install();
}

}  // namespace

bool DropUser(int uid) {
  if (uid == 0) return true;
  return setgroups(0, nullptr) == 0 && setresgid(uid, uid, uid) == 0 &&
         setresuid(uid, uid, uid) == 0;
}

Launched Launch(const RunPlan& plan, const ProgramRun& run, const std::string& folder) {
  Launched launched{.nonce = Nonce()};
  int output[2], record[2], status[2];
  if (pipe2(output, O_CLOEXEC) != 0 || pipe2(record, O_CLOEXEC) != 0 ||
      pipe2(status, O_CLOEXEC) != 0) {
    launched.error = absl::StrCat("no pipe: ", strerror(errno));
    return launched;
  }
  std::vector<std::string> arguments = {plan.executable};
  arguments.insert(arguments.end(), run.arguments.begin(), run.arguments.end());
  std::vector<std::string> environment = Environment(plan, run, folder, launched.nonce);
  std::vector<char*> argv = Pointers(arguments), envp = Pointers(environment);
  std::optional<SyscallFilter> filter;
  if (plan.seccomp) filter.emplace();

  launched.pid = fork();
  if (launched.pid == 0) {
    setsid();
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    SetLimits(plan);
    const int error_pipe = PlaceDescriptors(plan, output[1], record[1], status[1]);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    signal(SIGPIPE, SIG_DFL);
    if (chdir(folder.c_str()) == 0 && GiveUpRights(plan, folder, filter ? &*filter : nullptr)) {
      execve(argv[0], argv.data(), envp.data());
    }
    const int error = errno;
    (void)!write(error_pipe, &error, sizeof error);
    _exit(127);
  }
  close(output[1]), close(record[1]), close(status[1]);
  launched.output = output[0], launched.record = record[0];
  if (launched.pid < 0) {
    launched.error = absl::StrCat("fork failed: ", strerror(errno));
    close(status[0]);
    return launched;
  }
  launched.error = ReadError(status[0], plan.executable);
  fcntl(launched.output, F_SETFL, O_NONBLOCK);
  fcntl(launched.record, F_SETFL, O_NONBLOCK);
  return launched;
}

}  // namespace racelab
