// The pool. Its workers are detached: when it stops, they will end by themselves, sooner or later.
#include "pool.h"

#include <boost/thread/condition_variable.hpp>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/mutex.hpp>
#include <boost/thread/thread_only.hpp>
#include <deque>
#include <exception>
#include <utility>

namespace {

class WorkerPool : public Pool {
 public:
  explicit WorkerPool(int workers) {
    for (int i = 0; i < workers; ++i) {
      boost::thread worker([&] { Work(); });
      worker.detach();
    }
  }

  ~WorkerPool() override { Close(); }

  bool Submit(Task task) override {
    boost::lock_guard<boost::mutex> lock(mutex_);
    if (stop_) return false;
    tasks_.push_back(std::move(task));
    news_.notify_one();
    return true;
  }

  void Close() override {
    stop_ = true;
    news_.notify_one();
  }

  int Failed() const override { return failed_; }

 private:
  void Work() {
    for (;;) {
      boost::unique_lock<boost::mutex> lock(mutex_);
      while (tasks_.empty() && !stop_) news_.wait(lock);
      if (stop_) return;
      const Task task = std::move(tasks_.front());
      tasks_.pop_front();
      lock.unlock();
      try {
        task();
      } catch (const std::exception&) {
        ++failed_;
      }
    }
  }

  boost::mutex mutex_;
  boost::condition_variable news_;  // a task came, or stop_ was set
  std::deque<Task> tasks_;          // guarded by mutex_
  bool stop_ = false;
  int failed_ = 0;
};

}  // namespace

std::unique_ptr<Pool> NewPool(int workers) { return std::make_unique<WorkerPool>(workers); }
