// A version number that grows with each change; std::atomic::wait sleeps until it does.
#include "bounded_queue.h"

#include <atomic>
#include <deque>
#include <mutex>

namespace {

class VersionQueue : public BoundedQueue {
 public:
  explicit VersionQueue(size_t capacity) : capacity_(capacity) {}

  void Push(int value) override {
    for (;;) {
      const int seen = version_;
      if (TryPush(value)) return;
      version_.wait(seen);
    }
  }

  int Pop() override {
    for (;;) {
      const int seen = version_;
      int value;
      if (TryPop(&value)) return value;
      version_.wait(seen);
    }
  }

  bool TryPush(int value) override {
    std::lock_guard lock(mutex_);
    if (values_.size() == capacity_) return false;
    values_.push_back(value);
    Changed();
    return true;
  }

  bool TryPop(int* value) override {
    std::lock_guard lock(mutex_);
    if (values_.empty()) return false;
    *value = values_.front();
    values_.pop_front();
    Changed();
    return true;
  }

  size_t Size() const override {
    std::lock_guard lock(mutex_);
    return values_.size();
  }

 private:
  // Who read the version before this change does not sleep, and who sleeps wakes up.
  void Changed() {
    ++version_;
    version_.notify_all();
  }

  const size_t capacity_;
  mutable std::mutex mutex_;
  std::deque<int> values_;
  std::atomic<int> version_ = 0;
};

}  // namespace

std::unique_ptr<BoundedQueue> NewBoundedQueue(size_t capacity) {
  return std::make_unique<VersionQueue>(capacity);
}
