// expect: explore deadlock
// In a worker, Submit runs the new task at once: then it waits for that task.
#include "pool.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace {

class NestingPool;
thread_local NestingPool* mine = nullptr;  // the pool whose worker this thread is

class NestingPool : public Pool {
 public:
  explicit NestingPool(int workers) {
    for (int i = 0; i < workers; ++i) workers_.emplace_back([this] { Work(); });
  }
  ~NestingPool() override {
    Close();
    for (auto& worker : workers_) worker.join();
  }
  bool Submit(Task task) override {
    {
      std::lock_guard lock(mutex_);
      if (closed_) return false;
      if (mine != this) tasks_.push_back(std::move(task));
    }
    if (mine == this) {
      Run(task);  // this is a worker already, so why wait for another one
    } else {
      news_.notify_one();
    }
    return true;
  }
  void Close() override {
    std::lock_guard lock(mutex_);
    closed_ = true;
    news_.notify_all();
  }
  int Failed() const override {
    std::lock_guard lock(mutex_);
    return failed_;
  }

 private:
  void Run(Task& task) {
    try {
      task();
    } catch (...) {
      std::lock_guard lock(mutex_);
      ++failed_;
    }
  }
  void Work() {
    mine = this;
    for (;;) {
      std::unique_lock lock(mutex_);
      news_.wait(lock, [this] { return closed_ || !tasks_.empty(); });
      if (tasks_.empty()) return;
      Task task = std::move(tasks_.front());
      tasks_.pop_front();
      lock.unlock();
      Run(task);
    }
  }
  mutable std::mutex mutex_;
  std::condition_variable news_;
  std::deque<Task> tasks_;
  bool closed_ = false;
  int failed_ = 0;
  std::vector<std::thread> workers_;
};

}  // namespace

std::unique_ptr<Pool> NewPool(int workers) { return std::make_unique<NestingPool>(workers); }
