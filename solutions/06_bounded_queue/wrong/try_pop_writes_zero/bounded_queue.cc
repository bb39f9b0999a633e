// expect: functional assertion
// TryPop writes also when there is nothing.
#include "bounded_queue.h"

#include <condition_variable>
#include <mutex>
#include <vector>

namespace {

using Lock = std::unique_lock<std::mutex>;

class RingQueue : public BoundedQueue {
 public:
  explicit RingQueue(size_t capacity) : ring_(capacity) {}

  void Push(int value) override {
    Lock lock(mutex_);
    room_.wait(lock, [this] { return count_ < ring_.size(); });
    Add(value);
  }

  int Pop() override {
    Lock lock(mutex_);
    filled_.wait(lock, [this] { return count_ > 0; });
    return TakeFirst();
  }

  bool TryPush(int value) override {
    Lock lock(mutex_);
    if (count_ == ring_.size()) return false;
    Add(value);
    return true;
  }

  bool TryPop(int* value) override {
    Lock lock(mutex_);
    *value = 0;
    if (count_ == 0) return false;
    *value = TakeFirst();
    return true;
  }

  size_t Size() const override {
    Lock lock(mutex_);
    return count_;
  }

 private:
  // REQUIRES of both: mutex_ is locked.
  void Add(int value) {
    ring_[(first_ + count_++) % ring_.size()] = value;
    filled_.notify_one();
  }
  int TakeFirst() {
    const int value = ring_[first_];
    first_ = (first_ + 1) % ring_.size();
    --count_;
    room_.notify_one();
    return value;
  }

  mutable std::mutex mutex_;
  std::condition_variable filled_;  // a value was added
  std::condition_variable room_;    // a value was taken
  std::vector<int> ring_;           // guarded by mutex_, as the two below
  size_t first_ = 0;                // where the oldest value is
  size_t count_ = 0;
};

}  // namespace

std::unique_ptr<BoundedQueue> NewBoundedQueue(size_t capacity) {
  return std::make_unique<RingQueue>(capacity);
}
