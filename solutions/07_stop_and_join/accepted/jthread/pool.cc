// std::jthread: the destructor asks to stop, and joins.
#include "pool.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

namespace {

class WorkerPool : public Pool {
 public:
  explicit WorkerPool(int workers) {
    for (int i = 0; i < workers; ++i) {
      workers_.emplace_back([this](std::stop_token stop) { Work(stop); });
    }
  }

  ~WorkerPool() override { Close(); }

  bool Submit(Task task) override {
    std::lock_guard lock(mutex_);
    if (closed_) return false;
    tasks_.push_back(std::move(task));
    news_.notify_one();
    return true;
  }

  void Close() override {
    {
      std::lock_guard lock(mutex_);
      closed_ = true;
    }
    for (std::jthread& worker : workers_) worker.request_stop();
  }

  int Failed() const override { return failed_; }

 private:
  void Work(std::stop_token stop) {
    for (;;) {
      std::unique_lock lock(mutex_);
      news_.wait(lock, stop, [this] { return !tasks_.empty(); });
      if (tasks_.empty()) return;
      const Task task = std::move(tasks_.front());
      tasks_.pop_front();
      lock.unlock();
      try {
        task();
      } catch (...) {
        ++failed_;
      }
    }
  }

  std::mutex mutex_;
  std::condition_variable_any news_;  // a task came; a request to stop wakes by itself
  std::deque<Task> tasks_;            // guarded by mutex_
  bool closed_ = false;               // guarded by mutex_
  std::atomic<int> failed_ = 0;
  std::vector<std::jthread> workers_;  // last: joined before the rest goes
};

}  // namespace

std::unique_ptr<Pool> NewPool(int workers) { return std::make_unique<WorkerPool>(workers); }
