// expect: explore deadlock
// Starts a worker when it is needed. A worker counts itself as busy when it wakes up: until then
// two tasks rely on the same idle one.
#include "pool.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace {

class GrowingPool : public Pool {
 public:
  explicit GrowingPool(int workers) : most_(workers) {}

  ~GrowingPool() override {
    Close();
    for (std::thread& worker : workers_) worker.join();
  }

  bool Submit(Task task) override {
    std::lock_guard lock(mutex_);
    if (closed_) return false;
    tasks_.push_back(std::move(task));
    if (idle_ > 0) {
      news_.notify_one();
    } else if (workers_.size() < most_) {
      workers_.emplace_back([this] { Work(); });
    }
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
    std::unique_lock lock(mutex_);
    for (;;) {
      ++idle_;
      news_.wait(lock, [this] { return closed_ || !tasks_.empty(); });
      --idle_;
      if (tasks_.empty()) return;
      Task task = std::move(tasks_.front());
      tasks_.pop_front();
      lock.unlock();
      try {
        task();
      } catch (...) {
        ++failed_;
      }
      task = nullptr;
      lock.lock();
    }
  }

  const size_t most_;
  std::mutex mutex_;
  std::condition_variable news_;
  std::deque<Task> tasks_;  // guarded by mutex_, as all below
  std::vector<std::thread> workers_;
  int idle_ = 0;
  bool closed_ = false;
  std::atomic<int> failed_ = 0;
};

}  // namespace

std::unique_ptr<Pool> NewPool(int workers) { return std::make_unique<GrowingPool>(workers); }
