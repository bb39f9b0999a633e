// Boost's own bounded queue does all of it.
#include "bounded_queue.h"

#include <boost/thread/concurrent_queues/sync_bounded_queue.hpp>

namespace {

class LibraryQueue : public BoundedQueue {
 public:
  explicit LibraryQueue(size_t capacity) : queue_(capacity) {}

  void Push(int value) override { queue_.push_back(value); }
  int Pop() override { return queue_.pull_front(); }
  bool TryPush(int value) override {
    return queue_.try_push_back(value) == boost::queue_op_status::success;
  }
  bool TryPop(int* value) override {
    return queue_.try_pull_front(*value) == boost::queue_op_status::success;
  }
  size_t Size() const override { return queue_.size(); }

 private:
  boost::sync_bounded_queue<int> queue_;
};

}  // namespace

std::unique_ptr<BoundedQueue> NewBoundedQueue(size_t capacity) {
  return std::make_unique<LibraryQueue>(capacity);
}
