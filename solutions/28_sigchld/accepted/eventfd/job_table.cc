// JobTable: the handler adds one to an eventfd, and who waits reads it: a sleep while it is zero.
#include "job_table.h"

#include <signal.h>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <map>
#include <system_error>

namespace {

int wake = -1;

void OnChild(int) {
  const int error = errno;
  eventfd_write(wake, 1);  // it has room for 2^64 of them
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
  wake = eventfd(0, EFD_CLOEXEC);
  if (wake < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
  struct sigaction action = {};
  action.sa_handler = OnChild;
  action.sa_flags = SA_RESTART;
  sigaction(SIGCHLD, &action, &impl_->before);
}

JobTable::~JobTable() {
  while (Wait()) {
  }
  sigaction(SIGCHLD, &impl_->before, nullptr);
  close(wake);
}

int JobTable::Start(const std::function<int()>& job) {
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) {
    sigaction(SIGCHLD, &impl_->before, nullptr);
    close(wake);
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
    // Who ended since the look has added one. An older signal costs one look more.
    eventfd_t signals;
    eventfd_read(wake, &signals);  // a signal ends it, too: SA_RESTART or EINTR, both are fine
  }
  return {};
}
