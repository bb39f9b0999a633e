// expect: functional assertion
// What the workers use lives as long as they do. But nobody waits until the tasks have run.
#include "pool.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

namespace {

struct State {
  std::mutex mutex;
  std::condition_variable news;
  std::deque<Task> tasks;  // guarded by mutex
  bool closed = false;     // guarded by mutex
  std::atomic<int> failed = 0;
};

class WorkerPool : public Pool {
 public:
  explicit WorkerPool(int workers) {
    for (int i = 0; i < workers; ++i) std::thread(Work, state_).detach();
  }

  ~WorkerPool() override { Close(); }

  bool Submit(Task task) override {
    std::lock_guard lock(state_->mutex);
    if (state_->closed) return false;
    state_->tasks.push_back(std::move(task));
    state_->news.notify_one();
    return true;
  }

  void Close() override {
    std::lock_guard lock(state_->mutex);
    state_->closed = true;
    state_->news.notify_all();
  }

  int Failed() const override { return state_->failed; }

 private:
  static void Work(const std::shared_ptr<State>& state) {
    for (;;) {
      std::unique_lock lock(state->mutex);
      while (state->tasks.empty() && !state->closed) state->news.wait(lock);
      if (state->tasks.empty()) return;
      const Task task = std::move(state->tasks.front());
      state->tasks.pop_front();
      lock.unlock();
      try {
        task();
      } catch (...) {
        ++state->failed;
      }
    }
  }

  std::shared_ptr<State> state_ = std::make_shared<State>();
};

}  // namespace

std::unique_ptr<Pool> NewPool(int workers) { return std::make_unique<WorkerPool>(workers); }
