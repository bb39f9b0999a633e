// expect: tsan hang
// Waits for a semaphore while it holds the mutex that the others need to release it.
#include "bounded_queue.h"

#include <list>
#include <mutex>
#include <semaphore>

namespace {

class SemaphoreQueue : public BoundedQueue {
 public:
  explicit SemaphoreQueue(size_t capacity) : room_(static_cast<std::ptrdiff_t>(capacity)) {}

  void Push(int value) override {
    std::lock_guard lock(mutex_);
    room_.acquire();
    Add(value);
  }

  int Pop() override {
    std::lock_guard lock(mutex_);
    filled_.acquire();
    return TakeFirst();
  }

  bool TryPush(int value) override {
    std::lock_guard lock(mutex_);
    if (!room_.try_acquire()) return false;
    Add(value);
    return true;
  }

  bool TryPop(int* value) override {
    std::lock_guard lock(mutex_);
    if (!filled_.try_acquire()) return false;
    *value = TakeFirst();
    return true;
  }

  size_t Size() const override {
    std::lock_guard lock(mutex_);
    return values_.size();
  }

 private:
  // REQUIRES of both: mutex_ is locked.
  void Add(int value) {
    values_.push_back(value);
    filled_.release();
  }

  int TakeFirst() {
    const int value = values_.front();
    values_.pop_front();
    room_.release();
    return value;
  }

  std::counting_semaphore<> room_;
  std::counting_semaphore<> filled_{0};
  mutable std::mutex mutex_;
  std::list<int> values_;  // guarded by mutex_
};

}  // namespace

std::unique_ptr<BoundedQueue> NewBoundedQueue(size_t capacity) {
  return std::make_unique<SemaphoreQueue>(capacity);
}
