// Starts workers when they are needed; one that finds nothing to do goes home.
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "pool.h"

namespace {

class WorkerPool : public Pool {
 public:
  explicit WorkerPool(int workers) : limit_(workers) {}

  ~WorkerPool() override {
    std::vector<std::thread> all;
    {
      std::unique_lock lock(mutex_);
      closed_ = true;
      while (at_work_ > 0) idle_.wait(lock);  // who is at work starts nobody when nothing comes
      all.swap(threads_);
    }
    for (std::thread& thread : all) thread.join();
  }

  bool Submit(Task task) override {
    std::lock_guard lock(mutex_);
    if (closed_) return false;
    tasks_.push_back(std::move(task));
    if (at_work_ < limit_) {
      ++at_work_;
      threads_.emplace_back([this] { Work(); });
    }
    return true;
  }

  void Close() override {
    std::lock_guard lock(mutex_);
    closed_ = true;
  }

  int Failed() const override {
    std::lock_guard lock(mutex_);
    return failed_;
  }

 private:
  void Work() {
    std::unique_lock lock(mutex_);
    while (!tasks_.empty()) {
      Task task = std::move(tasks_.front());
      tasks_.pop_front();
      lock.unlock();
      bool failed = false;
      try {
        task();
      } catch (...) {
        failed = true;
      }
      task = nullptr;
      lock.lock();
      failed_ += failed;
    }
    --at_work_;
    idle_.notify_all();
  }

  const int limit_;
  mutable std::mutex mutex_;  // guards all below
  std::condition_variable idle_;
  std::deque<Task> tasks_;
  std::vector<std::thread> threads_;
  int at_work_ = 0;
  bool closed_ = false;
  int failed_ = 0;
};

}  // namespace

std::unique_ptr<Pool> NewPool(int workers) { return std::make_unique<WorkerPool>(workers); }
