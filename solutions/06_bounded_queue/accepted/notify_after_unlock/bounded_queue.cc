// Wakes the other side after unlocking: the change itself was made under the lock.
#include "bounded_queue.h"

#include <condition_variable>
#include <mutex>
#include <queue>

namespace {

class Queue : public BoundedQueue {
 public:
  explicit Queue(size_t capacity) : capacity_(capacity) {}

  void Push(int value) override {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [this] { return values_.size() < capacity_; });
    values_.push(value);
    lock.unlock();
    filled_.notify_one();
  }

  int Pop() override {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [this] { return !values_.empty(); });
    const int value = values_.front();
    values_.pop();
    lock.unlock();
    room_.notify_one();
    return value;
  }

  bool TryPush(int value) override {
    {
      std::lock_guard lock(mutex_);
      if (values_.size() == capacity_) return false;
      values_.push(value);
    }
    filled_.notify_one();
    return true;
  }

  bool TryPop(int* value) override {
    {
      std::lock_guard lock(mutex_);
      if (values_.empty()) return false;
      *value = values_.front();
      values_.pop();
    }
    room_.notify_one();
    return true;
  }

  size_t Size() const override {
    std::lock_guard lock(mutex_);
    return values_.size();
  }

 private:
  const size_t capacity_;
  mutable std::mutex mutex_;
  std::condition_variable filled_;
  std::condition_variable room_;
  std::queue<int> values_;
};

}  // namespace

std::unique_ptr<BoundedQueue> NewBoundedQueue(size_t capacity) {
  return std::make_unique<Queue>(capacity);
}
