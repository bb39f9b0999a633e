// expect: functional assertion
// JobTable: waits for any child, and takes those that others have started.
#include "job_table.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <map>
#include <system_error>

struct JobTable::Impl {
  std::map<pid_t, int> running;  // the numbers of those that are not reported yet, by process
  int last = 0;

  std::optional<Ended> Take(int options) {
    if (running.empty()) return {};
    int status = 0;
    pid_t child = 0;
    do {
      child = waitpid(-1, &status, options);
      if (child == 0) return {};
    } while (child < 0 || running.count(child) == 0);
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
  while (const auto ended = impl_->Take(WNOHANG)) all.push_back(*ended);
  return all;
}

std::optional<Ended> JobTable::Wait() { return impl_->Take(0); }
