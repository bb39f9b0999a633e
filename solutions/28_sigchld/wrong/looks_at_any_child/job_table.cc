// expect: explore livelock
// JobTable: looks who has ended, and sees a child that is none of its jobs again and again.
#include "job_table.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <map>
#include <system_error>

struct JobTable::Impl {
  std::map<pid_t, int> running;  // the numbers of those that are not reported yet, by process
  int last = 0;

  std::optional<Ended> Take() {
    if (running.empty()) return {};
    int status = 0;
    pid_t child = 0;
    while (running.count(child) == 0) {  // another child is left to its parent
      siginfo_t info = {};
      if (waitid(P_ALL, 0, &info, WEXITED | WNOWAIT) == 0) child = info.si_pid;
    }
    waitpid(child, &status, 0);
    const int job = running.at(child);
    running.erase(child);
    return Ended{job, WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status)};
  }
};

JobTable::JobTable() : impl_(new Impl) {}

JobTable::~JobTable() {
  while (Wait()) {
  }
}

int JobTable::Start(const std::function<int()>& job) {
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) _exit(job());
  impl_->running[child] = ++impl_->last;
  return impl_->last;
}

std::vector<Ended> JobTable::Collect() {
  std::vector<Ended> all;
  for (const auto& [child, job] : impl_->running) {
    int status = 0;
    if (waitpid(child, &status, WNOHANG) != child) continue;
    all.push_back({job, WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status)});
  }
  std::erase_if(impl_->running, [&](const auto& entry) {
    return std::any_of(all.begin(), all.end(),
                       [&](const Ended& ended) { return ended.job == entry.second; });
  });
  return all;
}

std::optional<Ended> JobTable::Wait() { return impl_->Take(); }
