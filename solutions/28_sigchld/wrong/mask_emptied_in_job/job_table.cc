// expect: functional assertion
// JobTable: a job begins with nothing blocked, also what the caller had blocked.
#include "job_table.h"

#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <map>
#include <system_error>

namespace {

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
  sigset_t mask;  // before the table was made
  int signals = -1;
};

JobTable::JobTable() : impl_(new Impl) {
  sigset_t child;
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  impl_->signals = signalfd(-1, &child, SFD_CLOEXEC | SFD_NONBLOCK);
  if (impl_->signals < 0) throw std::system_error(errno, std::generic_category(), "signalfd");
  sigprocmask(SIG_BLOCK, &child, &impl_->mask);
}

JobTable::~JobTable() {
  while (Wait()) {
  }
  close(impl_->signals);
  sigprocmask(SIG_SETMASK, &impl_->mask, nullptr);
}

int JobTable::Start(const std::function<int()>& job) {
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) {
    close(impl_->signals);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
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
    signalfd_siginfo info;  // of one of those that have ended: not worth more than a wake-up
    while (read(impl_->signals, &info, sizeof info) > 0) {
    }
    for (const auto& [job, child] : impl_->running) {
      const auto code = CodeOf(child);
      if (!code) continue;
      const Ended ended = {job, *code};
      impl_->running.erase(job);
      return ended;
    }
    pollfd news = {impl_->signals, POLLIN, 0};
    poll(&news, 1, -1);  // another signal ends it, too
  }
  return {};
}
