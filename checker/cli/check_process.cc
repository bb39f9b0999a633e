// Starting, reading and ending the child.
#include "checker/cli/check_process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "checker/report/report_format.h"

namespace racelab {
namespace {

// In the child. Only async-signal-safe calls: other threads may have held locks at the fork.
[[noreturn]] void BecomeCheck(int output, const char* lab) {
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  const int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
  dup2(null, STDIN_FILENO);  // the keys are for the parent
  dup2(output, STDOUT_FILENO);
  execl("/proc/self/exe", "racelab", "check", "--report", "json", lab, nullptr);
  _exit(127);
}

}  // namespace

absl::Status CheckProcess::Start(const std::string& lab) {
  Stop();
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) {
    return absl::UnavailableError(absl::StrCat("cannot open a pipe: ", std::strerror(errno)));
  }
  process_ = fork();
  if (process_ == 0) BecomeCheck(ends[1], lab.c_str());
  const int error = errno;
  close(ends[1]);
  descriptor_ = ends[0];
  json_.clear();
  if (process_ > 0) return absl::OkStatus();
  close(std::exchange(descriptor_, -1));
  return absl::UnavailableError(absl::StrCat("cannot start a process: ", std::strerror(error)));
}

void CheckProcess::Stop() {
  if (!running()) return;
  kill(process_, SIGTERM);
  while (!Read()) continue;  // it may have a report to finish writing
}

bool CheckProcess::Read() {
  char buffer[1 << 14];
  const ssize_t count = read(descriptor_, buffer, sizeof buffer);
  if (count > 0) json_.append(buffer, static_cast<size_t>(count));
  if (count > 0 || (count < 0 && errno == EINTR)) return false;
  Wait();
  return true;
}

absl::StatusOr<Report> CheckProcess::TakeReport() {
  return ReportFromJson(std::exchange(json_, ""));
}

void CheckProcess::Wait() {
  close(std::exchange(descriptor_, -1));
  while (waitpid(process_, nullptr, 0) < 0 && errno == EINTR) continue;
  process_ = -1;
}

}  // namespace racelab
