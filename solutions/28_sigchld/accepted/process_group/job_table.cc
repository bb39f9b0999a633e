// JobTable: all jobs are in a group of processes of their own, and waitpid() waits for that group.
#include "job_table.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <map>
#include <system_error>

struct JobTable::Impl {
  std::map<pid_t, int> running;  // the numbers of those that are not reported yet, by process
  pid_t group = 0;               // its number is that of the first process in it
  int last = 0;

  std::optional<Ended> Take(int options) {
    if (running.empty()) return {};
    int status = 0;
    pid_t child = 0;
    while ((child = waitpid(-group, &status, options)) < 0) {
      if (errno != EINTR) throw std::system_error(errno, std::generic_category(), "waitpid");
    }
    if (child == 0) return {};
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
  if (impl_->running.empty()) impl_->group = 0;  // all are gone, and the group with them
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) {
    setpgid(0, impl_->group);
    _exit(job());
  }
  setpgid(child, impl_->group);  // both do it: whoever comes first
  if (impl_->group == 0) impl_->group = child;
  impl_->running[child] = ++impl_->last;
  return impl_->last;
}

std::vector<Ended> JobTable::Collect() {
  std::vector<Ended> all;
  while (const auto ended = impl_->Take(WNOHANG)) all.push_back(*ended);
  return all;
}

std::optional<Ended> JobTable::Wait() { return impl_->Take(0); }
