// expect: explore deadlock
// Waits for a value with the consumers' mutex held: TryPop waits for that one, not for a value.
#include "bounded_queue.h"

#include <atomic>
#include <mutex>
#include <semaphore>
#include <vector>

namespace {

// One mutex for the consumers and one for the producers: they are in nobody's way.
class TwoLockQueue : public BoundedQueue {
 public:
  explicit TwoLockQueue(size_t capacity)
      : ring_(capacity), room_(static_cast<long>(capacity)), values_(0) {}
  void Push(int value) override {
    std::lock_guard lock(push_mutex_);
    room_.acquire();
    Add(value);
  }
  int Pop() override {
    std::lock_guard lock(pop_mutex_);
    values_.acquire();
    return Take();
  }
  bool TryPush(int value) override {
    std::lock_guard lock(push_mutex_);
    if (!room_.try_acquire()) return false;
    Add(value);
    return true;
  }
  bool TryPop(int* value) override {
    std::lock_guard lock(pop_mutex_);
    if (!values_.try_acquire()) return false;
    *value = Take();
    return true;
  }
  size_t Size() const override { return size_; }

 private:
  void Add(int value) {
    ring_[last_++ % ring_.size()] = value;
    ++size_;
    values_.release();
  }
  int Take() {
    const int value = ring_[first_++ % ring_.size()];
    --size_;
    room_.release();
    return value;
  }
  std::mutex push_mutex_, pop_mutex_;
  std::vector<int> ring_;
  std::counting_semaphore<> room_, values_;
  std::atomic<size_t> size_ = 0;
  size_t first_ = 0, last_ = 0;
};

}  // namespace

std::unique_ptr<BoundedQueue> NewBoundedQueue(size_t capacity) {
  return std::make_unique<TwoLockQueue>(capacity);
}
