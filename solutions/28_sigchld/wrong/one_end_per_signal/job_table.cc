// expect: functional assertion
// JobTable: reads who has ended from the signal, but two that end together make one signal.
#include "job_table.h"

#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <map>
#include <system_error>

struct JobTable::Impl {
  std::map<pid_t, int> running;  // the numbers of those that are not reported yet, by process
  int last = 0;
  sigset_t mask;  // before the table was made
  int signals = -1;

  // What the next signal says; nothing when there is none.
  std::optional<Ended> Take() {
    signalfd_siginfo info;
    while (read(signals, &info, sizeof info) == sizeof info) {
      const auto child = running.find(static_cast<pid_t>(info.ssi_pid));
      int status = 0;
      if (child == running.end() || waitpid(child->first, &status, WNOHANG) <= 0) continue;
      const int job = child->second;
      running.erase(child);
      return Ended{job, WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status)};
    }
    return {};
  }
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
    sigprocmask(SIG_SETMASK, &impl_->mask, nullptr);
    _exit(job());
  }
  impl_->running[child] = ++impl_->last;
  return impl_->last;
}

std::vector<Ended> JobTable::Collect() {
  std::vector<Ended> all;
  while (const auto ended = impl_->Take()) all.push_back(*ended);
  return all;
}

std::optional<Ended> JobTable::Wait() {
  while (!impl_->running.empty()) {
    if (const auto ended = impl_->Take()) return ended;
    pollfd news = {impl_->signals, POLLIN, 0};
    poll(&news, 1, -1);  // another signal ends it, too
  }
  return {};
}
