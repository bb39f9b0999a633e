// A stack instead of a queue: nobody promised an order. Workers sleep on an atomic count.
#include "pool.h"

#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

namespace {

class StackPool : public Pool {
 public:
  explicit StackPool(int workers) {
    for (int i = 0; i < workers; ++i) workers_.emplace_back([this] { Work(); });
  }
  ~StackPool() override {
    Close();
    for (auto& worker : workers_) worker.join();
  }
  bool Submit(Task task) override {
    {
      std::lock_guard lock(mutex_);
      if (closed_) return false;
      tasks_.push_back(std::move(task));
    }
    Tell();
    return true;
  }
  void Close() override {
    {
      std::lock_guard lock(mutex_);
      closed_ = true;
    }
    Tell();
  }
  int Failed() const override { return failed_; }

 private:
  void Tell() {
    ++news_;
    news_.notify_all();
  }
  void Work() {
    for (;;) {
      const int seen = news_;
      Task task;
      {
        std::lock_guard lock(mutex_);
        if (!tasks_.empty()) {
          task = std::move(tasks_.back());
          tasks_.pop_back();
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
  std::mutex mutex_;
  std::vector<Task> tasks_;
  bool closed_ = false;
  std::atomic<int> news_ = 0, failed_ = 0;
  std::vector<std::thread> workers_;
};

}  // namespace

std::unique_ptr<Pool> NewPool(int workers) { return std::make_unique<StackPool>(workers); }
