// expect: functional hang
// A task that ends by boost::thread_interrupted does not count as one that failed.
#include "pool.h"

#include <atomic>
#include <boost/thread/condition_variable.hpp>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/mutex.hpp>
#include <boost/thread/thread_only.hpp>
#include <deque>
#include <utility>
#include <vector>

namespace {

class WorkerPool : public Pool {
 public:
  explicit WorkerPool(int workers) {
    boost::lock_guard<boost::mutex> lock(mutex_);
    for (int i = 0; i < workers; ++i) workers_.emplace_back([this] { Work(); });
  }

  ~WorkerPool() override {
    Close();
    for (boost::thread& worker : workers_) worker.join();
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
    for (boost::thread& worker : workers_) worker.interrupt();
  }

  int Failed() const override { return failed_; }

 private:
  void Work() {
    for (;;) {
      boost::unique_lock<boost::mutex> lock(mutex_);
      try {
        while (tasks_.empty() && !closed_) news_.wait(lock);
      } catch (const boost::thread_interrupted&) {
      }  // the lock is held again
      if (tasks_.empty()) {
        if (closed_) return;
        continue;
      }
      const Task task = std::move(tasks_.front());
      tasks_.pop_front();
      lock.unlock();
      boost::this_thread::disable_interruption tasks_are_not_interrupted;
      try {
        task();
      } catch (const boost::thread_interrupted&) {
      } catch (...) {
        ++failed_;
      }
    }
  }

  boost::mutex mutex_;
  boost::condition_variable news_;  // a task came
  std::deque<Task> tasks_;          // guarded by mutex_
  bool closed_ = false;             // guarded by mutex_
  std::atomic<int> failed_ = 0;
  std::vector<boost::thread> workers_;
};

}  // namespace

std::unique_ptr<Pool> NewPool(int workers) { return std::make_unique<WorkerPool>(workers); }
