// absl::Mutex waits for the condition by itself.
#include "pool.h"

#include <atomic>
#include <deque>
#include <thread>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

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
    absl::MutexLock lock(&mutex_);
    if (closed_) return false;
    tasks_.push_back(std::move(task));
    return true;
  }

  void Close() override {
    absl::MutexLock lock(&mutex_);
    closed_ = true;
  }

  int Failed() const override { return failed_; }

 private:
  void Work() {
    for (;;) {
      Task task;
      {
        absl::MutexLock lock(&mutex_, absl::Condition(this, &WorkerPool::HasNews));
        if (tasks_.empty()) return;
        task = std::move(tasks_.front());
        tasks_.pop_front();
      }
      try {
        task();
      } catch (...) {
        ++failed_;
      }
    }
  }

  bool HasNews() const ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return closed_ || !tasks_.empty(); }

  absl::Mutex mutex_;
  std::deque<Task> tasks_ ABSL_GUARDED_BY(mutex_);
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
  std::atomic<int> failed_ = 0;
  std::vector<std::thread> workers_;
};

}  // namespace

std::unique_ptr<Pool> NewPool(int workers) { return std::make_unique<WorkerPool>(workers); }
