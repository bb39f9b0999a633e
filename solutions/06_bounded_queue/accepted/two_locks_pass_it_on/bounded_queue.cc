// A lock for each end, as in a well-known library. Who makes an empty queue non-empty wakes one
// consumer, and who takes one of several values wakes the next one.
#include "bounded_queue.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <vector>

namespace {

class LinkedQueue : public BoundedQueue {
 public:
  explicit LinkedQueue(size_t capacity) : slots_(capacity) {}

  void Push(int value) override {
    std::unique_lock lock(pushing_);
    while (count_ == slots_.size()) room_.wait(lock);
    Add(value, lock);
  }
  int Pop() override {
    std::unique_lock lock(popping_);
    while (count_ == 0) filled_.wait(lock);
    return TakeFirst(lock);
  }
  bool TryPush(int value) override {
    std::unique_lock lock(pushing_);
    if (count_ == slots_.size()) return false;
    Add(value, lock);
    return true;
  }
  bool TryPop(int* value) override {
    std::unique_lock lock(popping_);
    if (count_ == 0) return false;
    *value = TakeFirst(lock);
    return true;
  }
  size_t Size() const override { return count_; }

 private:
  void Add(int value, std::unique_lock<std::mutex>& lock) {
    slots_[last_++ % slots_.size()] = value;
    const size_t before = count_++;
    const bool was_empty = before == 0;
    if (before + 1 < slots_.size()) room_.notify_one();
    lock.unlock();
    if (!was_empty) return;
    std::lock_guard other(popping_);
    filled_.notify_one();
  }
  int TakeFirst(std::unique_lock<std::mutex>& lock) {
    const int value = slots_[first_++ % slots_.size()];
    const size_t before = count_--;
    const bool was_full = before == slots_.size();
    if (before > 1) filled_.notify_one();
    lock.unlock();
    if (was_full) {
      std::lock_guard other(pushing_);
      room_.notify_one();
    }
    return value;
  }

  std::vector<int> slots_;
  std::atomic<size_t> count_ = 0;
  std::mutex pushing_, popping_;
  std::condition_variable room_, filled_;
  size_t last_ = 0;   // guarded by pushing_
  size_t first_ = 0;  // guarded by popping_
};

}  // namespace

std::unique_ptr<BoundedQueue> NewBoundedQueue(size_t capacity) {
  return std::make_unique<LinkedQueue>(capacity);
}
