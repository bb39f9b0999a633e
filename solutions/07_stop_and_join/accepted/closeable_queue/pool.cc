// The queue of Boost can be closed: who waits for more learns that nothing will come.
#include "pool.h"

#include <atomic>
#include <boost/thread/sync_queue.hpp>
#include <boost/thread/thread_only.hpp>
#include <utility>
#include <vector>

namespace {

class WorkerPool : public Pool {
 public:
  explicit WorkerPool(int workers) {
    for (int i = 0; i < workers; ++i) workers_.emplace_back([this] { Work(); });
  }

  ~WorkerPool() override {
    Close();
    for (boost::thread& worker : workers_) worker.join();
  }

  bool Submit(Task task) override {
    try {
      tasks_.push(std::move(task));
    } catch (const boost::sync_queue_is_closed&) {
      return false;
    }
    return true;
  }

  void Close() override { tasks_.close(); }

  int Failed() const override { return failed_; }

 private:
  void Work() {
    Task task;
    while (tasks_.wait_pull(task) == boost::queue_op_status::success) {
      try {
        task();
      } catch (...) {
        ++failed_;
      }
      task = nullptr;
    }
  }

  boost::sync_queue<Task> tasks_;
  std::atomic<int> failed_ = 0;
  std::vector<boost::thread> workers_;
};

}  // namespace

std::unique_ptr<Pool> NewPool(int workers) { return std::make_unique<WorkerPool>(workers); }
