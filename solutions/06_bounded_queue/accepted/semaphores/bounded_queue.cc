// Two semaphores count the room and the values; the mutex guards only the list.
#include "bounded_queue.h"

#include <list>
#include <mutex>
#include <semaphore>

namespace {

class SemaphoreQueue : public BoundedQueue {
 public:
  explicit SemaphoreQueue(size_t capacity) : room_(static_cast<std::ptrdiff_t>(capacity)) {}

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
    return values_.size();
  }

 private:
  void Add(int value) {
    {
      std::lock_guard lock(mutex_);
      values_.push_back(value);
    }
    filled_.release();
  }

  int TakeFirst() {
    std::unique_lock lock(mutex_);
    const int value = values_.front();
    values_.pop_front();
    lock.unlock();
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
