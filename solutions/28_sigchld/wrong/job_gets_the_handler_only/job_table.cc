// expect: functional assertion
// The job gets the handler without its flags and its mask.
#include "job_table.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <map>
#include <system_error>

namespace {

// So that the signal interrupts sigsuspend().
void OnChild(int) {}

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
  sigset_t mask;  // before the table was made, and what SIGCHLD did
  struct sigaction action;
};

// SIGCHLD is blocked but in sigsuspend(): it comes there, or waits until then.
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
    signal(SIGCHLD, impl_->action.sa_handler);
    sigprocmask(SIG_SETMASK, &impl_->mask, nullptr);
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
  sigset_t unblocked;
  sigprocmask(SIG_SETMASK, nullptr, &unblocked);
  sigdelset(&unblocked, SIGCHLD);
  while (!impl_->running.empty()) {
    for (const auto& [job, child] : impl_->running) {
      const auto code = CodeOf(child);
      if (!code) continue;
      const Ended ended = {job, *code};
      impl_->running.erase(job);
      return ended;
    }
    sigsuspend(&unblocked);
  }
  return {};
}
