// expect: stress assertion
// JobTable: looks a thousand times a second whether somebody has ended.
#include "job_table.h"

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
    usleep(1000);
  }
  return {};
}
