// expect: explore assertion
// A queue for each worker, and one condition for all. Close() shuts one queue after another: while
// it does, a task may be refused and a later one accepted.
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

struct Queue {
  std::mutex mutex;
  std::deque<Task> tasks;  // guarded by mutex
  bool closed = false;     // guarded by mutex
};

class StealingPool : public Pool {
 public:
  explicit StealingPool(int workers) {
    for (int i = 0; i < workers; ++i) queues_.push_back(std::make_unique<Queue>());
    for (int i = 0; i < workers; ++i) workers_.emplace_back([this, i] { Work(i); });
  }

  ~StealingPool() override {
    Close();
    for (std::thread& worker : workers_) worker.join();
  }

  bool Submit(Task task) override {
    Queue& queue = *queues_[next_++ % queues_.size()];
    std::lock_guard lock(queue.mutex);
    if (queue.closed) return false;
    queue.tasks.push_back(std::move(task));
    Ring();
    return true;
  }

  void Close() override {
    for (auto& queue : queues_) {
      std::lock_guard lock(queue->mutex);
      queue->closed = true;
    }
    Ring();
  }

  int Failed() const override { return failed_; }

 private:
  void Ring() {
    std::lock_guard lock(bell_);
    ++rings_;
    news_.notify_all();
  }

  static Task TakeFrom(Queue& queue) {
    std::lock_guard lock(queue.mutex);
    if (queue.tasks.empty()) return nullptr;
    Task task = std::move(queue.tasks.front());
    queue.tasks.pop_front();
    return task;
  }

  void Work(int me) {
    for (;;) {
      long heard;
      {
        std::lock_guard lock(bell_);
        heard = rings_;
      }
      bool closed = true;
      for (auto& queue : queues_) {
        std::lock_guard lock(queue->mutex);
        closed = closed && queue->closed;
      }
      Task task = TakeFrom(*queues_[me]);
      for (size_t i = 0; task == nullptr && i < queues_.size(); ++i) task = TakeFrom(*queues_[i]);
      if (task != nullptr) {
        try {
          task();
        } catch (...) {
          ++failed_;
        }
        continue;
      }
      if (closed) return;
      std::unique_lock lock(bell_);
      news_.wait(lock, [&] { return rings_ != heard; });
    }
  }

  std::mutex bell_;
  std::condition_variable news_;
  long rings_ = 0;  // guarded by bell_
  std::vector<std::unique_ptr<Queue>> queues_;
  std::atomic<unsigned> next_ = 0;
  std::atomic<int> failed_ = 0;
  std::vector<std::thread> workers_;
};

}  // namespace

std::unique_ptr<Pool> NewPool(int workers) { return std::make_unique<StealingPool>(workers); }
