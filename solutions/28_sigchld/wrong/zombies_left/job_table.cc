// expect: functional assertion
// JobTable: nobody waits for the jobs that were not reported.
#include "job_table.h"

#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace {

struct Running {
  int job;
  pid_t process;
  int descriptor;
};

}  // namespace

struct JobTable::Impl {
  std::vector<Running> running;  // those that are not reported yet
  int last = 0;

  // Those that have ended: all of them, or one. Waits up to `timeout`, as poll() does.
  std::vector<Ended> Take(bool one, int timeout) {
    std::vector<pollfd> ends;
    for (const Running& job : running) ends.push_back({job.descriptor, POLLIN, 0});
    while (poll(ends.data(), ends.size(), timeout) < 0) {
      if (errno != EINTR) throw std::system_error(errno, std::generic_category(), "poll");
    }
    std::vector<Ended> all;
    for (size_t i = ends.size(); i-- > 0;) {
      if (ends[i].revents == 0 || (one && !all.empty())) continue;
      int status = 0;
      while (waitpid(running[i].process, &status, 0) < 0 && errno == EINTR) {
      }
      const int code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
      all.push_back({running[i].job, code});
      close(running[i].descriptor);
      running.erase(running.begin() + static_cast<ptrdiff_t>(i));
    }
    return all;
  }
};

JobTable::JobTable() : impl_(new Impl) {}

JobTable::~JobTable() {
  for (const Running& job : impl_->running) close(job.descriptor);
}

int JobTable::Start(const std::function<int()>& job) {
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) {
    for (const Running& other : impl_->running) close(other.descriptor);
    _exit(job());
  }
  const int descriptor = static_cast<int>(syscall(SYS_pidfd_open, child, 0));
  if (descriptor < 0) throw std::system_error(errno, std::generic_category(), "pidfd_open");
  impl_->running.push_back({++impl_->last, child, descriptor});
  return impl_->last;
}

std::vector<Ended> JobTable::Collect() { return impl_->Take(false, 0); }

std::optional<Ended> JobTable::Wait() {
  if (impl_->running.empty()) return {};
  return impl_->Take(true, -1).front();
}
