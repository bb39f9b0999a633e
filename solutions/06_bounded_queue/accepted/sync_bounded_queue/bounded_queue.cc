// Boost's own bounded queue does all of it.
#include "bounded_queue.h"

#include <algorithm>
#include <atomic>
#include <boost/thread/concurrent_queues/sync_bounded_queue.hpp>

namespace {

class LibraryQueue : public BoundedQueue {
 public:
  explicit LibraryQueue(size_t capacity) : capacity_(capacity), queue_(capacity) {}

  void Push(int value) override {
    queue_.push_back(value);
    ++size_;
  }
  int Pop() override {
    const int value = queue_.pull_front();
    --size_;
    return value;
  }
  bool TryPush(int value) override {
    if (queue_.try_push_back(value) != boost::queue_op_status::success) return false;
    ++size_;
    return true;
  }
  bool TryPop(int* value) override {
    if (queue_.try_pull_front(*value) != boost::queue_op_status::success) return false;
    --size_;
    return true;
  }

  // Not queue_.size(): in Boost 1.74 it is wrong once the ring has gone round. A pop may be counted
  // before its push, so the count may leave the bounds for a moment.
  size_t Size() const override {
    return static_cast<size_t>(std::clamp(size_.load(), 0L, static_cast<long>(capacity_)));
  }

 private:
  const size_t capacity_;
  boost::sync_bounded_queue<int> queue_;
  std::atomic<long> size_ = 0;
};

}  // namespace

std::unique_ptr<BoundedQueue> NewBoundedQueue(size_t capacity) {
  return std::make_unique<LibraryQueue>(capacity);
}
