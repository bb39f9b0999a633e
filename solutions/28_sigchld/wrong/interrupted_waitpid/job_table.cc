// expect: faults assertion
// JobTable: a signal interrupts waitpid(), and the job gets whatever was in `status`.
#include "job_table.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <map>
#include <system_error>

namespace {

struct Running {
  pid_t process;
  int end;  // of its pipe: nothing ever comes but the end
};

}  // namespace

struct JobTable::Impl {
  std::map<int, Running> running;  // by number; those that are not reported yet
  int last = 0;

  std::optional<Ended> Take(int timeout) {
    std::vector<pollfd> ends;
    std::vector<int> jobs;
    for (const auto& [job, running] : running) {
      ends.push_back({running.end, POLLIN, 0});
      jobs.push_back(job);
    }
    while (poll(ends.data(), ends.size(), timeout) < 0) {
      if (errno != EINTR) throw std::system_error(errno, std::generic_category(), "poll");
    }
    for (size_t i = 0; i < ends.size(); ++i) {
      if (ends[i].revents == 0) continue;
      const auto entry = running.find(jobs[i]);
      int status = 0;  // its descriptors are closed a moment before it has ended
      waitpid(entry->second.process, &status, 0);
      close(entry->second.end);
      running.erase(entry);
      return Ended{jobs[i], WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status)};
    }
    return {};
  }
};

JobTable::JobTable() : impl_(new Impl) {}

JobTable::~JobTable() {
  while (Wait()) {
  }
}

int JobTable::Start(const std::function<int()>& job) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) {
    throw std::system_error(errno, std::generic_category(), "pipe2");
  }
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) {
    close(ends[0]);
    for (const auto& [other, running] : impl_->running) close(running.end);
    _exit(job());
  }
  close(ends[1]);
  impl_->running[++impl_->last] = {child, ends[0]};
  return impl_->last;
}

std::vector<Ended> JobTable::Collect() {
  std::vector<Ended> all;
  while (const auto ended = impl_->Take(0)) all.push_back(*ended);
  return all;
}

std::optional<Ended> JobTable::Wait() {
  if (impl_->running.empty()) return {};
  return impl_->Take(-1);
}
