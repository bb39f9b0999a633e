// JobTable: the code to repair. The kernel says when a child has ended: it sends SIGCHLD.
#include "job_table.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <map>
#include <system_error>
#include <utility>

struct JobTable::Impl {
  std::map<pid_t, int> running;  // their numbers, by process
  std::vector<Ended> ended;      // not reported yet
  int last = 0;

  static inline Impl* table = nullptr;
  static void OnChild(int) {
    int status = 0;
    const pid_t child = waitpid(-1, &status, WNOHANG);
    const int code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    table->ended.push_back({table->running[child], code});
    table->running.erase(child);
    std::printf("[%d] done\n", table->ended.back().job);
  }
};

JobTable::JobTable() : impl_(new Impl) {
  Impl::table = impl_.get();
  signal(SIGCHLD, Impl::OnChild);
}

JobTable::~JobTable() { signal(SIGCHLD, SIG_DFL); }

int JobTable::Start(const std::function<int()>& job) {
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) _exit(job());
  impl_->running[child] = ++impl_->last;
  return impl_->last;
}

std::vector<Ended> JobTable::Collect() { return std::exchange(impl_->ended, {}); }

std::optional<Ended> JobTable::Wait() {
  while (impl_->ended.empty()) {
    if (impl_->running.empty()) return {};
    pause();  // until the next signal
  }
  const Ended next = impl_->ended.back();
  impl_->ended.pop_back();
  return next;
}
