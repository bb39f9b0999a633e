// A spin lock for the queue; a number that changes with each piece of news lets the workers sleep.
#include <atomic>
#include <deque>
#include <thread>
#include <utility>
#include <vector>

#include "pool.h"

namespace {

class SpinLock {
 public:
  void lock() {
    while (locked_.test_and_set(std::memory_order_acquire)) std::this_thread::yield();
  }
  void unlock() { locked_.clear(std::memory_order_release); }

 private:
  std::atomic_flag locked_;
};

class Guard {
 public:
  explicit Guard(SpinLock& lock) : lock_(lock) { lock_.lock(); }
  ~Guard() { lock_.unlock(); }
  Guard(const Guard&) = delete;

 private:
  SpinLock& lock_;
};

class WorkerPool : public Pool {
 public:
  explicit WorkerPool(int workers) {
    for (int i = 0; i < workers; ++i) workers_.emplace_back([this] { Work(); });
  }

  ~WorkerPool() override {
    Close();
    for (auto& worker : workers_) worker.join();
  }

  bool Submit(Task task) override {
    {
      Guard guard(spin_);
      if (closed_) return false;
      tasks_.push_back(std::move(task));
    }
    news_.fetch_add(1);
    news_.notify_one();
    return true;
  }

  void Close() override {
    {
      Guard guard(spin_);
      closed_ = true;
    }
    news_.fetch_add(1);
    news_.notify_all();
  }

  int Failed() const override { return failed_; }

 private:
  void Work() {
    for (;;) {
      const unsigned seen = news_.load();
      Task task;
      {
        Guard guard(spin_);
        if (!tasks_.empty()) {
          task = std::move(tasks_.front());
          tasks_.pop_front();
        } else if (closed_) {
          return;
        }
      }
      if (!task) {
        news_.wait(seen);
        continue;
      }
      try {
        task();
      } catch (...) {
        ++failed_;
      }
    }
  }

  SpinLock spin_;
  std::deque<Task> tasks_;  // guarded by spin_
  bool closed_ = false;     // guarded by spin_
  std::atomic<unsigned> news_{0};
  std::atomic<int> failed_{0};
  std::vector<std::thread> workers_;
};

}  // namespace

std::unique_ptr<Pool> NewPool(int workers) { return std::make_unique<WorkerPool>(workers); }
