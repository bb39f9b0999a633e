// expect: functional assertion
// Puts the handler back with signal(): its flags and its mask are lost.
#include "job_table.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <map>
#include <system_error>

namespace {

int wake[2];  // non-blocking: when the pipe is full, there is a byte in it, and that is enough

void OnChild(int) {
  const int error = errno;
  if (write(wake[1], "x", 1) < 0) {
  }
  errno = error;
}

// When the child has ended, its exit code as `Ended` has it. Does not wait for it.
std::optional<int> CodeOf(pid_t child) {
  int status = 0;
  if (waitpid(child, &status, WNOHANG) != child) return {};
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

struct JobTable::Impl {
  std::map<int, pid_t> running;  // by number; those that are not reported yet
  int last = 0;
  void (*before)(int);
};

JobTable::JobTable() : impl_(new Impl) {
  if (pipe2(wake, O_NONBLOCK | O_CLOEXEC) != 0) {
    throw std::system_error(errno, std::generic_category(), "pipe2");
  }
  impl_->before = signal(SIGCHLD, OnChild);
}

JobTable::~JobTable() {
  while (Wait()) {
  }
  signal(SIGCHLD, impl_->before);
  close(wake[0]);
  close(wake[1]);
}

int JobTable::Start(const std::function<int()>& job) {
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) {
    signal(SIGCHLD, impl_->before);
    close(wake[0]);
    close(wake[1]);
    _exit(job());
  }
  impl_->running[++impl_->last] = child;
  return impl_->last;
}

std::vector<Ended> JobTable::Collect() {
  std::vector<Ended> all;
  for (const auto& [job, child] : impl_->running) {
    if (const auto code = CodeOf(child)) all.push_back({job, *code});
  }
  for (const Ended& ended : all) impl_->running.erase(ended.job);
  return all;
}

std::optional<Ended> JobTable::Wait() {
  while (!impl_->running.empty()) {
    char bytes[4096];
    while (read(wake[0], bytes, sizeof bytes) > 0) {
    }
    // Who ends from here on puts a byte there.
    for (const auto& [job, child] : impl_->running) {
      const auto code = CodeOf(child);
      if (!code) continue;
      const Ended ended = {job, *code};
      impl_->running.erase(job);
      return ended;
    }
    pollfd news = {wake[0], POLLIN, 0};
    poll(&news, 1, -1);  // a signal ends it, too
  }
  return {};
}
