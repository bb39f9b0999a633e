// Each task is a coroutine that hangs in a list until a worker goes on with it.
#include "pool.h"

#include <atomic>
#include <condition_variable>
#include <coroutine>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace {

struct Job {
  struct promise_type {
    Job get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { failed = true; }
    bool failed = false;
  };
  std::coroutine_handle<promise_type> handle;
};

Job Run(Task task) {
  task();
  co_return;
}

class CoroutinePool : public Pool {
 public:
  explicit CoroutinePool(int workers) {
    for (int i = 0; i < workers; ++i) workers_.emplace_back([this] { Work(); });
  }

  ~CoroutinePool() override {
    Close();
    for (std::thread& worker : workers_) worker.join();
  }

  bool Submit(Task task) override {
    std::lock_guard lock(mutex_);
    if (closed_) return false;
    jobs_.push_back(Run(std::move(task)));
    news_.notify_one();
    return true;
  }

  void Close() override {
    std::lock_guard lock(mutex_);
    closed_ = true;
    news_.notify_all();
  }

  int Failed() const override { return failed_; }

 private:
  void Work() {
    for (;;) {
      std::unique_lock lock(mutex_);
      news_.wait(lock, [this] { return closed_ || !jobs_.empty(); });
      if (jobs_.empty()) return;
      const Job job = jobs_.front();
      jobs_.pop_front();
      lock.unlock();
      job.handle.resume();
      if (job.handle.promise().failed) ++failed_;
      job.handle.destroy();
    }
  }

  std::mutex mutex_;
  std::condition_variable news_;
  std::deque<Job> jobs_;  // guarded by mutex_
  bool closed_ = false;   // guarded by mutex_
  std::atomic<int> failed_ = 0;
  std::vector<std::thread> workers_;
};

}  // namespace

std::unique_ptr<Pool> NewPool(int workers) { return std::make_unique<CoroutinePool>(workers); }
