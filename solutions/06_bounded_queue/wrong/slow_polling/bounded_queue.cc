// expect: stress-2 assertion
// Nobody is notified; who waits looks every twenty milliseconds.
#include "bounded_queue.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <queue>

namespace {

using Lock = std::unique_lock<std::mutex>;
constexpr std::chrono::milliseconds kPause(20);

class PollingQueue : public BoundedQueue {
 public:
  explicit PollingQueue(size_t capacity) : capacity_(capacity) {}

  void Push(int value) override {
    Lock lock(mutex_);
    while (values_.size() == capacity_) pause_.wait_for(lock, kPause);
    values_.push(value);
  }

  int Pop() override {
    Lock lock(mutex_);
    while (values_.empty()) pause_.wait_for(lock, kPause);
    return TakeFirst();
  }

  bool TryPush(int value) override {
    Lock lock(mutex_);
    if (values_.size() == capacity_) return false;
    values_.push(value);
    return true;
  }

  bool TryPop(int* value) override {
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
  std::condition_variable pause_;
  std::queue<int> values_;  // guarded by mutex_
};

}  // namespace

std::unique_ptr<BoundedQueue> NewBoundedQueue(size_t capacity) {
  return std::make_unique<PollingQueue>(capacity);
}
