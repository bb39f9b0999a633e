// expect: functional hang
// The queue of lab 6: when 64 tasks wait, Submit waits, too; also a task that submits.
#include "pool.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace {

class WorkerPool : public Pool {
 public:
  explicit WorkerPool(int workers) {
    for (int i = 0; i < workers; ++i) workers_.emplace_back([this] { Work(); });
  }

  ~WorkerPool() override {
    Close();
    for (std::thread& worker : workers_) worker.join();
  }

  bool Submit(Task task) override {
    std::unique_lock<std::mutex> lock(mutex_);
    while (tasks_.size() >= 64 && !closed_) room_.wait(lock);
    if (closed_) return false;
    tasks_.push_back(std::move(task));
    news_.notify_one();
    return true;
  }

  void Close() override {
    std::lock_guard<std::mutex> lock(mutex_);
    closed_ = true;
    news_.notify_all();
    room_.notify_all();
  }

  int Failed() const override { return failed_; }

 private:
  void Work() {
    for (;;) {
      std::unique_lock<std::mutex> lock(mutex_);
      while (tasks_.empty() && !closed_) news_.wait(lock);
      if (tasks_.empty()) return;
      const Task task = std::move(tasks_.front());
      tasks_.pop_front();
      room_.notify_one();
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
  std::condition_variable room_;  // a task was taken, or closed_ was set
  std::deque<Task> tasks_;        // guarded by mutex_
  bool closed_ = false;           // guarded by mutex_
  std::atomic<int> failed_ = 0;
  std::vector<std::thread> workers_;
};

}  // namespace

std::unique_ptr<Pool> NewPool(int workers) { return std::make_unique<WorkerPool>(workers); }
