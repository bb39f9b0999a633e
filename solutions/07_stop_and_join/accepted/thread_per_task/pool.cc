// No workers at all: a thread for each task, and a semaphore says how many may run.
#include "pool.h"

#include <atomic>
#include <mutex>
#include <semaphore>
#include <thread>
#include <utility>
#include <vector>

namespace {

class WorkerPool : public Pool {
 public:
  explicit WorkerPool(int workers) : may_run_(workers) {}

  ~WorkerPool() override {
    Close();
    for (std::thread& thread : threads_) thread.join();
  }

  bool Submit(Task task) override {
    std::lock_guard lock(mutex_);
    if (closed_) return false;
    threads_.emplace_back([this, task = std::move(task)] {
      may_run_.acquire();
      try {
        task();
      } catch (...) {
        ++failed_;
      }
      may_run_.release();
    });
    return true;
  }

  void Close() override {
    std::lock_guard lock(mutex_);
    closed_ = true;
  }

  int Failed() const override { return failed_; }

 private:
  std::mutex mutex_;
  bool closed_ = false;               // guarded by mutex_
  std::vector<std::thread> threads_;  // guarded by mutex_ while tasks run
  std::atomic<int> failed_ = 0;
  std::counting_semaphore<> may_run_;
};

}  // namespace

std::unique_ptr<Pool> NewPool(int workers) { return std::make_unique<WorkerPool>(workers); }
