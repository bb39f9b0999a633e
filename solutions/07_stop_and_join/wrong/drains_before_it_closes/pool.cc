// expect: functional assertion
// The destructor waits until nothing is to do, and only then closes: a task that submits goes on.
#include "pool.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace {

class DrainingPool : public Pool {
 public:
  explicit DrainingPool(int workers) {
    for (int i = 0; i < workers; ++i) workers_.emplace_back([this] { Work(); });
  }
  ~DrainingPool() override {
    {
      std::unique_lock lock(mutex_);
      idle_.wait(lock, [this] { return unfinished_ == 0; });
    }
    Close();
    for (auto& worker : workers_) worker.join();
  }
  bool Submit(Task task) override {
    std::lock_guard lock(mutex_);
    if (closed_) return false;
    tasks_.push_back(std::move(task));
    ++unfinished_;
    news_.notify_one();
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
  void Work() {
    std::unique_lock lock(mutex_);
    for (;;) {
      news_.wait(lock, [this] { return closed_ || !tasks_.empty(); });
      if (tasks_.empty()) return;
      {
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
      if (--unfinished_ == 0) idle_.notify_all();
    }
  }
  mutable std::mutex mutex_;
  std::condition_variable news_, idle_;
  std::deque<Task> tasks_;
  bool closed_ = false;
  int failed_ = 0, unfinished_ = 0;
  std::vector<std::thread> workers_;
};

}  // namespace

std::unique_ptr<Pool> NewPool(int workers) { return std::make_unique<DrainingPool>(workers); }
