// expect: functional assertion
// A table of as many places as there are jobs at a time; their numbers come again.
#include "job_table.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace {

void OnChild(int) {}

struct Entry {
  pid_t child = 0;  // 0: reported, or never started
};

}  // namespace

struct JobTable::Impl {
  Entry jobs[kMost] = {};
  int last = 0;
  sigset_t mask;
  struct sigaction action;

  bool Take(Ended* ended) {
    for (int i = 0; i < kMost; ++i) {
      int status = 0;
      if (jobs[i].child == 0 || waitpid(jobs[i].child, &status, WNOHANG) <= 0) continue;
      jobs[i].child = 0;
      *ended = {i + 1, WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status)};
      return true;
    }
    return false;
  }
  bool Any() const {
    for (const Entry& job : jobs) {
      if (job.child != 0) return true;
    }
    return false;
  }
};

JobTable::JobTable() : impl_(new Impl) {
  struct sigaction action = {};
  action.sa_handler = OnChild;
  action.sa_flags = SA_RESTART;
  sigset_t child;
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  sigprocmask(SIG_BLOCK, &child, &impl_->mask);
  sigaction(SIGCHLD, &action, &impl_->action);
}

JobTable::~JobTable() {
  while (Wait()) {
  }
  sigprocmask(SIG_SETMASK, &impl_->mask, nullptr);
  sigaction(SIGCHLD, &impl_->action, nullptr);
}

int JobTable::Start(const std::function<int()>& job) {
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) {
    sigaction(SIGCHLD, &impl_->action, nullptr);
    sigprocmask(SIG_SETMASK, &impl_->mask, nullptr);
    _exit(job());
  }
  const int number = impl_->last++ % kMost;
  impl_->jobs[number].child = child;
  return number + 1;
}

std::vector<Ended> JobTable::Collect() {
  std::vector<Ended> all;
  for (Ended ended; impl_->Take(&ended);) all.push_back(ended);
  return all;
}

std::optional<Ended> JobTable::Wait() {
  sigset_t unblocked;
  sigprocmask(SIG_SETMASK, nullptr, &unblocked);
  sigdelset(&unblocked, SIGCHLD);
  while (impl_->Any()) {
    Ended ended;
    if (impl_->Take(&ended)) return ended;
    sigsuspend(&unblocked);
  }
  return {};
}
