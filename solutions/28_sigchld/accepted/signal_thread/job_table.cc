// JobTable: a thread does nothing but wait for SIGCHLD, and wakes who waits for a job.
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

}  // namespace

struct JobTable::Impl {
  std::map<int, pid_t> running;  // by number; those that are not reported yet
  int last = 0;
  sigset_t child, before;  // SIGCHLD alone, and what was blocked before
  std::thread thread;

  std::mutex mutex;
  std::condition_variable changed;
  bool over = false;  // guarded by mutex, like `signals`: how many have come
  long signals = 0;

  void TakeSignals() {
    for (;;) {
      sigwaitinfo(&child, nullptr);
      std::lock_guard<std::mutex> lock(mutex);
      if (over) return;
      ++signals;
      changed.notify_one();
    }
  }
};

JobTable::JobTable() : impl_(new Impl) {
  sigemptyset(&impl_->child);
  sigaddset(&impl_->child, SIGCHLD);
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, &impl_->before);  // other signals are for the caller
  impl_->thread = std::thread(&Impl::TakeSignals, impl_.get());
  sigprocmask(SIG_SETMASK, &impl_->before, nullptr);
  sigprocmask(SIG_BLOCK, &impl_->child, nullptr);
}

JobTable::~JobTable() {
  while (Wait()) {
  }
  {
    std::lock_guard<std::mutex> lock(impl_->mutex);
    impl_->over = true;
  }
  pthread_kill(impl_->thread.native_handle(), SIGCHLD);
  impl_->thread.join();
  sigprocmask(SIG_SETMASK, &impl_->before, nullptr);
}

int JobTable::Start(const std::function<int()>& job) {
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) {
    sigprocmask(SIG_SETMASK, &impl_->before, nullptr);
    _exit(job());
  }
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
  std::unique_lock<std::mutex> lock(impl_->mutex);
  while (!impl_->running.empty()) {
    for (const auto& [job, child] : impl_->running) {
      const auto code = CodeOf(child);
      if (!code) continue;
      const Ended ended = {job, *code};
      impl_->running.erase(job);
      return ended;
    }
    // Whose signal was taken before the look has been seen there. The others wait for the mutex.
    const long seen = impl_->signals;
    impl_->changed.wait(lock, [&] { return impl_->signals != seen; });
  }
  return {};
}
