// expect: explore lost-wakeup
// Each worker has a queue of its own, and tasks are dealt out in turn: a task waits for a busy
// worker while others idle.
#include "pool.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace {

class Worker {
 public:
  explicit Worker(std::atomic<int>& failed) : failed_(failed), thread_([this] { Work(); }) {}
  ~Worker() {
    Close();
    thread_.join();
  }
  bool Submit(Task task) {
    std::lock_guard lock(mutex_);
    if (closed_) return false;
    tasks_.push_back(std::move(task));
    news_.notify_one();
    return true;
  }
  void Close() {
    std::lock_guard lock(mutex_);
    closed_ = true;
    news_.notify_one();
  }

 private:
  void Work() {
    for (;;) {
      std::unique_lock lock(mutex_);
      while (tasks_.empty() && !closed_) news_.wait(lock);
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

  std::atomic<int>& failed_;
  std::mutex mutex_;
  std::condition_variable news_;
  std::deque<Task> tasks_;
  bool closed_ = false;
  std::thread thread_;
};

class WorkerPool : public Pool {
 public:
  explicit WorkerPool(int workers) {
    for (int i = 0; i < workers; ++i) workers_.push_back(std::make_unique<Worker>(failed_));
  }
  ~WorkerPool() override { Close(); }

  bool Submit(Task task) override {
    std::lock_guard lock(mutex_);
    if (closed_) return false;
    next_ = (next_ + 1) % workers_.size();
    return workers_[next_]->Submit(std::move(task));
  }

  void Close() override {
    std::lock_guard lock(mutex_);
    closed_ = true;
    for (const auto& worker : workers_) worker->Close();
  }

  int Failed() const override { return failed_; }

 private:
  std::atomic<int> failed_ = 0;
  std::mutex mutex_;
  bool closed_ = false;
  size_t next_ = 0;
  std::vector<std::unique_ptr<Worker>> workers_;
};

}  // namespace

std::unique_ptr<Pool> NewPool(int workers) { return std::make_unique<WorkerPool>(workers); }
