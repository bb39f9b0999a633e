// JobTable: a thread for each job sleeps until it has ended. The table itself collects it.
#include "job_table.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <condition_variable>
#include <map>
#include <mutex>
#include <system_error>
#include <thread>

namespace {

// When the child has ended, its exit code as `Ended` has it. Does not wait for it.
std::optional<int> CodeOf(pid_t child) {
  int status = 0;
  if (waitpid(child, &status, WNOHANG) != child) return {};
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

struct Running {
  pid_t process;
  std::thread thread;
};

}  // namespace

struct JobTable::Impl {
  std::map<int, Running> running;  // by number; those that are not reported yet
  int last = 0;
  std::mutex mutex;
  std::condition_variable changed;
  long ends = 0;  // guarded by mutex: how many threads have seen an end

  void Watch(pid_t child) {
    siginfo_t info;
    while (waitid(P_PID, child, &info, WEXITED | WNOWAIT) != 0 && errno == EINTR) {
    }
    std::lock_guard<std::mutex> lock(mutex);
    ++ends;
    changed.notify_one();
  }

  // One that has ended.
  std::optional<Ended> Take() {
    for (auto& [job, entry] : running) {
      const auto code = CodeOf(entry.process);
      if (!code) continue;
      const Ended ended = {job, *code};
      entry.thread.join();
      running.erase(job);
      return ended;
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
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) _exit(job());
  sigset_t all, before;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, &before);  // signals are for the caller, not for the thread
  std::thread thread(&Impl::Watch, impl_.get(), child);
  sigprocmask(SIG_SETMASK, &before, nullptr);
  impl_->running[++impl_->last] = {child, std::move(thread)};
  return impl_->last;
}

std::vector<Ended> JobTable::Collect() {
  std::vector<Ended> all;
  while (const auto ended = impl_->Take()) all.push_back(*ended);
  return all;
}

std::optional<Ended> JobTable::Wait() {
  while (!impl_->running.empty()) {
    std::unique_lock<std::mutex> lock(impl_->mutex);
    const long before = impl_->ends;
    lock.unlock();
    if (const auto ended = impl_->Take()) return ended;
    lock.lock();
    impl_->changed.wait(lock, [&] { return impl_->ends != before; });
  }
  return {};
}
