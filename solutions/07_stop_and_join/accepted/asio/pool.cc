// Boost.Asio has a pool of threads.
#include <atomic>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <memory>
#include <mutex>
#include <utility>

#include "pool.h"

namespace {

class WorkerPool : public Pool {
 public:
  explicit WorkerPool(int workers) : pool_(workers) {}

  ~WorkerPool() override {
    Close();
    pool_.join();  // runs what is left
  }

  bool Submit(Task task) override {
    std::lock_guard lock(mutex_);
    if (closed_) return false;
    boost::asio::post(pool_, [this, task = std::move(task)] {
      try {
        task();
      } catch (...) {
        ++failed_;
      }
    });
    return true;
  }

  void Close() override {
    std::lock_guard lock(mutex_);
    closed_ = true;
  }

  int Failed() const override { return failed_; }

 private:
  std::mutex mutex_;
  bool closed_ = false;  // guarded by mutex_
  std::atomic<int> failed_{0};
  boost::asio::thread_pool pool_;
};

}  // namespace

std::unique_ptr<Pool> NewPool(int workers) { return std::make_unique<WorkerPool>(workers); }
