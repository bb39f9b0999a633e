// Each idle worker lies on a list with a condition variable of its own: who submits gives the task
// into its hands.
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "pool.h"

namespace {

struct Idle {
  std::condition_variable wake;
  Task task;
  bool called = false;
};

class WorkerPool : public Pool {
 public:
  explicit WorkerPool(int workers) {
    for (int i = 0; i < workers; ++i) workers_.emplace_back(&WorkerPool::Work, this);
  }

  ~WorkerPool() override {
    Close();
    for (auto& worker : workers_) worker.join();
  }

  bool Submit(Task task) override {
    std::lock_guard lock(mutex_);
    if (closed_) return false;
    if (idle_.empty()) {
      waiting_.push_back(std::move(task));
      return true;
    }
    Idle* const worker = idle_.back();
    idle_.pop_back();
    worker->task = std::move(task);
    worker->called = true;
    worker->wake.notify_one();
    return true;
  }

  void Close() override {
    std::lock_guard lock(mutex_);
    closed_ = true;
    for (Idle* worker : idle_) {
      worker->called = true;
      worker->wake.notify_one();
    }
    idle_.clear();
  }

  int Failed() const override { return failed_; }

 private:
  Task Next() {
    std::unique_lock lock(mutex_);
    if (!waiting_.empty()) {
      Task task = std::move(waiting_.front());
      waiting_.pop_front();
      return task;
    }
    if (closed_) return nullptr;
    Idle me;
    idle_.push_back(&me);
    me.wake.wait(lock, [&] { return me.called; });
    return std::move(me.task);
  }

  void Work() {
    while (const Task task = Next()) {
      try {
        task();
      } catch (...) {
        ++failed_;
      }
    }
  }

  std::mutex mutex_;
  std::vector<Idle*> idle_;   // guarded by mutex_; if anybody is here, nothing waits
  std::deque<Task> waiting_;  // guarded by mutex_
  bool closed_ = false;       // guarded by mutex_
  std::atomic<int> failed_{0};
  std::vector<std::thread> workers_;
};

}  // namespace

std::unique_ptr<Pool> NewPool(int workers) { return std::make_unique<WorkerPool>(workers); }
