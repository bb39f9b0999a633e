// expect: explore lost-wakeup
// Notifies, and only then locks and changes the queue: who looks too early sleeps again.
#include "bounded_queue.h"

#include <condition_variable>
#include <mutex>
#include <queue>

namespace {

using Lock = std::unique_lock<std::mutex>;

class EarlyQueue : public BoundedQueue {
 public:
  explicit EarlyQueue(size_t capacity) : capacity_(capacity) {}

  void Push(int value) override {
    filled_.notify_all();
    Lock lock(mutex_);
    while (values_.size() == capacity_) room_.wait(lock);
    values_.push(value);
  }

  int Pop() override {
    room_.notify_all();
    Lock lock(mutex_);
    while (values_.empty()) filled_.wait(lock);
    return TakeFirst();
  }

  bool TryPush(int value) override {
    filled_.notify_all();
    Lock lock(mutex_);
    if (values_.size() == capacity_) return false;
    values_.push(value);
    return true;
  }

  bool TryPop(int* value) override {
    room_.notify_all();
    Lock lock(mutex_);
    if (values_.empty()) return false;
    *value = TakeFirst();
    return true;
  }

  size_t Size() const override {
    Lock lock(mutex_);
    return values_.size();
  }

 private:
  int TakeFirst() {
    const int value = values_.front();
    values_.pop();
    return value;
  }

  const size_t capacity_;
  mutable std::mutex mutex_;
  std::condition_variable filled_;  // a value was added
  std::condition_variable room_;    // a value was taken
  std::queue<int> values_;          // guarded by mutex_
};

}  // namespace

std::unique_ptr<BoundedQueue> NewBoundedQueue(size_t capacity) {
  return std::make_unique<EarlyQueue>(capacity);
}
