// expect: functional assertion
// Each place is an atomic number; the smallest one of all means that nothing is there.
#include "bounded_queue.h"

#include <atomic>
#include <climits>
#include <mutex>
#include <semaphore>
#include <vector>

namespace {

constexpr int kNothing = INT_MIN;

class SlotQueue : public BoundedQueue {
 public:
  explicit SlotQueue(size_t capacity) : slots_(capacity), room_(capacity), filled_(0) {
    for (auto& slot : slots_) slot = kNothing;
  }

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
    size_t size = 0;
    for (const auto& slot : slots_) size += slot != kNothing;
    return size;
  }

 private:
  void Add(int value) {
    {
      std::lock_guard lock(pushing_);
      slots_[last_++ % slots_.size()] = value;
    }
    filled_.release();
  }
  int TakeFirst() {
    int value;
    {
      std::lock_guard lock(popping_);
      value = slots_[first_++ % slots_.size()].exchange(kNothing);
    }
    room_.release();
    return value;
  }

  std::vector<std::atomic<int>> slots_;
  std::counting_semaphore<> room_, filled_;
  std::mutex pushing_, popping_;
  size_t last_ = 0;   // guarded by pushing_
  size_t first_ = 0;  // guarded by popping_
};

}  // namespace

std::unique_ptr<BoundedQueue> NewBoundedQueue(size_t capacity) {
  return std::make_unique<SlotQueue>(capacity);
}
