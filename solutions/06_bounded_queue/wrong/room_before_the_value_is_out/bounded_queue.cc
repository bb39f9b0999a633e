// expect: tsan assertion
// Two semaphores; Pop gives the place back before it has read what is in it.
#include "bounded_queue.h"

#include <mutex>
#include <semaphore>
#include <vector>

namespace {

class SemaphoreQueue : public BoundedQueue {
 public:
  explicit SemaphoreQueue(size_t capacity)
      : room_(static_cast<std::ptrdiff_t>(capacity)), ring_(capacity) {}

  void Push(int value) override {
    room_.acquire();
    Add(value);
  }

  int Pop() override {
    filled_.acquire();
    return TakeFirst();
  }

  bool TryPush(int value) override {
    if (!room_.try_acquire()) return false;
    Add(value);
    return true;
  }

  bool TryPop(int* value) override {
    if (!filled_.try_acquire()) return false;
    *value = TakeFirst();
    return true;
  }

  size_t Size() const override {
    std::lock_guard lock(mutex_);
    return pushed_ - popped_;
  }

 private:
  void Add(int value) {
    {
      std::lock_guard lock(mutex_);
      ring_[pushed_++ % ring_.size()] = value;
    }
    filled_.release();
  }
  int TakeFirst() {
    room_.release();
    std::lock_guard lock(mutex_);
    return ring_[popped_++ % ring_.size()];
  }

  std::counting_semaphore<> room_;
  std::counting_semaphore<> filled_{0};
  mutable std::mutex mutex_;
  std::vector<int> ring_;  // guarded by mutex_, as the two below
  size_t pushed_ = 0, popped_ = 0;
};

}  // namespace

std::unique_ptr<BoundedQueue> NewBoundedQueue(size_t capacity) {
  return std::make_unique<SemaphoreQueue>(capacity);
}
