// JobTable: SIGCHLD is blocked, and sigwaitinfo() takes it. Nothing is ever interrupted by it.
#include "job_table.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <deque>
#include <system_error>

struct JobTable::Impl {
  std::vector<pid_t> processes;  // of job 1, 2, 3; 0 when it has ended
  std::deque<Ended> ended;       // not reported yet
  sigset_t child, before;        // SIGCHLD alone, and what was blocked before

  // Moves who has ended. False: nobody runs any more.
  bool Look() {
    bool running = false;
    for (size_t i = 0; i < processes.size(); ++i) {
      int status = 0;
      if (processes[i] == 0) continue;
      if (waitpid(processes[i], &status, WNOHANG) == 0) {
        running = true;
        continue;
      }
      ended.push_back({static_cast<int>(i) + 1,
                       WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status)});
      processes[i] = 0;
    }
    return running;
  }
};

JobTable::JobTable() : impl_(new Impl) {
  sigemptyset(&impl_->child);
  sigaddset(&impl_->child, SIGCHLD);
  sigprocmask(SIG_BLOCK, &impl_->child, &impl_->before);
}

JobTable::~JobTable() {
  while (Wait()) {
  }
  sigprocmask(SIG_SETMASK, &impl_->before, nullptr);
}

int JobTable::Start(const std::function<int()>& job) {
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) {
    sigprocmask(SIG_SETMASK, &impl_->before, nullptr);
    _exit(job());
  }
  impl_->processes.push_back(child);
  return static_cast<int>(impl_->processes.size());
}

std::vector<Ended> JobTable::Collect() {
  impl_->Look();
  const std::vector<Ended> all(impl_->ended.begin(), impl_->ended.end());
  impl_->ended.clear();
  return all;
}

std::optional<Ended> JobTable::Wait() {
  while (impl_->ended.empty()) {
    const bool running = impl_->Look();
    if (!impl_->ended.empty()) break;
    if (!running) return {};
    sigwaitinfo(&impl_->child, nullptr);  // another signal ends it, too
  }
  const Ended next = impl_->ended.front();
  impl_->ended.pop_front();
  return next;
}
