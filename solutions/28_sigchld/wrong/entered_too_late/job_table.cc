// expect: explore lost-wakeup
// JobTable: a job that ends before it has an entry is not found by the handler.
#include "job_table.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace {

struct Entry {
  int job = 0;  // 0: nobody's
  pid_t process = 0;
  bool ended = false;
  int status = 0;
};

// Shared with the handler: everybody else uses it only while SIGCHLD is blocked.
Entry entries[JobTable::kMost];

void OnChild(int) {
  const int error = errno;
  for (Entry& entry : entries) {
    if (entry.job == 0 || entry.ended) continue;
    if (waitpid(entry.process, &entry.status, WNOHANG) == entry.process) entry.ended = true;
  }
  errno = error;
}

Ended Report(Entry& entry) {
  const int status = entry.status;
  const Ended ended = {entry.job,
                       WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status)};
  entry.job = 0;
  return ended;
}

// Blocks SIGCHLD.
class Blocked {
 public:
  Blocked() {
    sigset_t child;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child, &before_);
  }
  ~Blocked() { sigprocmask(SIG_SETMASK, &before_, nullptr); }
  const sigset_t& Before() const { return before_; }

 private:
  sigset_t before_;
};

}  // namespace

struct JobTable::Impl {
  int last = 0;
  struct sigaction before;
};

JobTable::JobTable() : impl_(new Impl) {
  for (Entry& entry : entries) entry = {};  // a job's parent has a table, too
  struct sigaction action = {};
  action.sa_handler = OnChild;
  action.sa_flags = SA_RESTART;
  sigaction(SIGCHLD, &action, &impl_->before);
}

JobTable::~JobTable() {
  while (Wait()) {
  }
  sigaction(SIGCHLD, &impl_->before, nullptr);
}

int JobTable::Start(const std::function<int()>& job) {
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) {
    sigaction(SIGCHLD, &impl_->before, nullptr);
    _exit(job());
  }
  const Blocked blocked;
  Entry* entry = entries;
  while (entry->job != 0) ++entry;
  *entry = {++impl_->last, child, false, 0};
  return impl_->last;
}

std::vector<Ended> JobTable::Collect() {
  const Blocked blocked;
  std::vector<Ended> all;
  for (Entry& entry : entries) {
    if (entry.job != 0 && entry.ended) all.push_back(Report(entry));
  }
  return all;
}

std::optional<Ended> JobTable::Wait() {
  const Blocked blocked;
  for (;;) {
    bool running = false;
    for (Entry& entry : entries) {
      if (entry.job == 0) continue;
      if (entry.ended) return Report(entry);
      running = true;
    }
    if (!running) return {};
    sigsuspend(&blocked.Before());
  }
}
