// JobTable: the handler writes a byte to a pipe, and who waits sleeps in read().
#include "job_table.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <map>
#include <system_error>

namespace {

int wake[2];  // the end for writing is non-blocking: when the pipe is full, one byte is enough

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
  struct sigaction before;
};

JobTable::JobTable() : impl_(new Impl) {
  if (pipe2(wake, O_CLOEXEC) != 0 || fcntl(wake[1], F_SETFL, O_NONBLOCK) != 0) {
    throw std::system_error(errno, std::generic_category(), "pipe2");
  }
  struct sigaction action = {};
  action.sa_handler = OnChild;
  action.sa_flags = SA_RESTART;
  sigaction(SIGCHLD, &action, &impl_->before);
}

JobTable::~JobTable() {
  while (Wait()) {
  }
  sigaction(SIGCHLD, &impl_->before, nullptr);
  close(wake[0]);
  close(wake[1]);
}

int JobTable::Start(const std::function<int()>& job) {
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) {
    sigaction(SIGCHLD, &impl_->before, nullptr);
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
    for (const auto& [job, child] : impl_->running) {
      const auto code = CodeOf(child);
      if (!code) continue;
      const Ended ended = {job, *code};
      impl_->running.erase(job);
      return ended;
    }
    // Who ended since the last look has put a byte there. An old one costs one look more.
    char bytes[65536];
    if (read(wake[0], bytes, sizeof bytes) < 0 && errno != EINTR) {
      throw std::system_error(errno, std::generic_category(), "read");
    }
  }
  return {};
}
