// expect: explore lock-misuse
// JobTable: the handler appends to a list; it may have interrupted malloc().
#include "job_table.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <list>
#include <system_error>

namespace {

struct Entry {
  int job = 0;  // 0: nobody's
  pid_t process = 0;
};

// Shared with the handler: everybody else uses it only while SIGCHLD is blocked.
Entry entries[JobTable::kMost];
std::list<Ended> ended;

void OnChild(int) {
  const int error = errno;
  for (Entry& entry : entries) {
    int status = 0;
    if (entry.job == 0 || waitpid(entry.process, &status, WNOHANG) != entry.process) continue;
    ended.push_back(
        {entry.job, WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status)});
    entry.job = 0;
  }
  errno = error;
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
  const Blocked blocked;  // the job may end before it has an entry
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) {
    sigaction(SIGCHLD, &impl_->before, nullptr);
    sigprocmask(SIG_SETMASK, &blocked.Before(), nullptr);
    _exit(job());
  }
  Entry* entry = entries;
  while (entry->job != 0) ++entry;
  *entry = {++impl_->last, child};
  return impl_->last;
}

std::vector<Ended> JobTable::Collect() {
  const Blocked blocked;
  const std::vector<Ended> all(ended.begin(), ended.end());
  ended.clear();
  return all;
}

std::optional<Ended> JobTable::Wait() {
  const Blocked blocked;
  while (ended.empty()) {
    bool running = false;
    for (const Entry& entry : entries) running = running || entry.job != 0;
    if (!running) return {};
    sigsuspend(&blocked.Before());
  }
  const Ended next = ended.front();
  ended.pop_front();
  return next;
}
