// expect: stress-2 assertion
// Sleeps a millisecond and asks again: slow at best, and still not woken by anybody.
#include "bounded_queue.h"

#include <chrono>
#include <mutex>
#include <thread>
#include <vector>

namespace {

using Lock = std::unique_lock<std::mutex>;

class RingQueue : public BoundedQueue {
 public:
  explicit RingQueue(size_t capacity) : ring_(capacity) {}

  void Push(int value) override {
    Lock lock(mutex_);
    while (count_ == ring_.size()) {
      lock.unlock();
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      lock.lock();
    }
    Add(value);
  }

  int Pop() override {
    Lock lock(mutex_);
    while (count_ == 0) {
      lock.unlock();
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      lock.lock();
    }
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
  void Add(int value) { ring_[(first_ + count_++) % ring_.size()] = value; }
  int TakeFirst() {
    const int value = ring_[first_];
    first_ = (first_ + 1) % ring_.size();
    --count_;
    return value;
  }

  mutable std::mutex mutex_;
  std::vector<int> ring_;  // guarded by mutex_, as the two below
  size_t first_ = 0;       // where the oldest value is
  size_t count_ = 0;
};

}  // namespace

std::unique_ptr<BoundedQueue> NewBoundedQueue(size_t capacity) {
  return std::make_unique<RingQueue>(capacity);
}
