// Detached workers are all right if the destructor waits until the last one has left.
#include "pool.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

namespace {

class WorkerPool : public Pool {
 public:
  explicit WorkerPool(int workers) {
    running_ = workers;
    for (int i = 0; i < workers; ++i) std::thread([this] { Work(); }).detach();
  }

  ~WorkerPool() override {
    Close();
    std::unique_lock lock(mutex_);
    while (running_ > 0) gone_.wait(lock);
  }

  bool Submit(Task task) override {
    std::lock_guard lock(mutex_);
    if (closed_) return false;
    tasks_.push_back(std::move(task));
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
      while (tasks_.empty() && !closed_) news_.wait(lock);
      if (tasks_.empty()) {
        --running_;
        gone_.notify_all();  // under the lock: the destructor cannot be faster
        return;
      }
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
  std::condition_variable news_;  // a task came, or closed_ was set
  std::condition_variable gone_;  // a worker has left
  std::deque<Task> tasks_;        // guarded by mutex_, as the two below
  bool closed_ = false;
  int running_ = 0;
  std::atomic<int> failed_ = 0;
};

}  // namespace

std::unique_ptr<Pool> NewPool(int workers) { return std::make_unique<WorkerPool>(workers); }
