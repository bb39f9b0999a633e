// expect: parallelism parallelism-lost
// Never more than sixteen workers.
#include "pool.h"

#include <atomic>
#include <boost/thread/condition_variable.hpp>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/mutex.hpp>
#include <boost/thread/thread.hpp>
#include <deque>
#include <utility>

namespace {

class WorkerPool : public Pool {
 public:
  explicit WorkerPool(int workers) {
    for (int i = 0; i < workers && i < 16; ++i) workers_.create_thread([this] { Work(); });
  }

  ~WorkerPool() override {
    Close();
    workers_.join_all();
  }

  bool Submit(Task task) override {
    boost::lock_guard<boost::mutex> lock(mutex_);
    if (closed_) return false;
    tasks_.push_back(std::move(task));
    news_.notify_one();
    return true;
  }

  void Close() override {
    boost::lock_guard<boost::mutex> lock(mutex_);
    closed_ = true;
    news_.notify_all();
  }

  int Failed() const override { return failed_; }

 private:
  void Work() {
    for (;;) {
      boost::unique_lock<boost::mutex> lock(mutex_);
      while (tasks_.empty() && !closed_) news_.wait(lock);
      if (tasks_.empty()) return;
      const Task task = std::move(tasks_.front());
      tasks_.pop_front();
      lock.unlock();
      try {
        task();
      } catch (...) {
        ++failed_;
      }
    }
  }

  boost::mutex mutex_;
  boost::condition_variable news_;  // a task came, or closed_ was set
  std::deque<Task> tasks_;          // guarded by mutex_
  bool closed_ = false;             // guarded by mutex_
  std::atomic<int> failed_ = 0;
  boost::thread_group workers_;
};

}  // namespace

std::unique_ptr<Pool> NewPool(int workers) { return std::make_unique<WorkerPool>(workers); }
