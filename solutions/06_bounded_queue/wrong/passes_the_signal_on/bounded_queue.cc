// expect: stress-2 assertion
// Who was woken for nothing wakes the next one: two who wait wake each other for ever.
#include "bounded_queue.h"

#include <condition_variable>
#include <deque>
#include <mutex>

namespace {

// One condition variable for both sides. Who was woken for nothing passes the signal on.
class BatonQueue : public BoundedQueue {
 public:
  explicit BatonQueue(size_t capacity) : capacity_(capacity) {}
  void Push(int value) override {
    std::unique_lock lock(mutex_);
    while (values_.size() == capacity_) Wait(lock);
    values_.push_back(value);
    changed_.notify_one();
  }
  int Pop() override {
    std::unique_lock lock(mutex_);
    while (values_.empty()) Wait(lock);
    return Take();
  }
  bool TryPush(int value) override {
    std::lock_guard lock(mutex_);
    if (values_.size() == capacity_) return false;
    values_.push_back(value);
    changed_.notify_one();
    return true;
  }
  bool TryPop(int* value) override {
    std::lock_guard lock(mutex_);
    if (values_.empty()) return false;
    *value = Take();
    return true;
  }
  size_t Size() const override {
    std::lock_guard lock(mutex_);
    return values_.size();
  }

 private:
  void Wait(std::unique_lock<std::mutex>& lock) {
    changed_.notify_one();
    changed_.wait(lock);
  }
  int Take() {
    const int value = values_.front();
    values_.pop_front();
    changed_.notify_one();
    return value;
  }
  const size_t capacity_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<int> values_;
};

}  // namespace

std::unique_ptr<BoundedQueue> NewBoundedQueue(size_t capacity) {
  return std::make_unique<BatonQueue>(capacity);
}
