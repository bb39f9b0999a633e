// expect: explore data-race
// The release fence stands behind the store of the index, not before it.
#include "ring.h"

#include <atomic>
#include <vector>

namespace {

class MyRing : public Ring {
 public:
  explicit MyRing(size_t capacity) : slots_(capacity + 1) {}

  bool TryPush(const Block& block) override {
    const size_t tail = tail_.load(std::memory_order_relaxed);
    const size_t next = (tail + 1) % slots_.size();
    if (next == head_.load(std::memory_order_relaxed)) return false;
    std::atomic_thread_fence(std::memory_order_acquire);
    slots_[tail] = block;
    tail_.store(next, std::memory_order_relaxed);
    std::atomic_thread_fence(std::memory_order_release);
    return true;
  }

  bool TryPop(Block* block) override {
    const size_t head = head_.load(std::memory_order_relaxed);
    if (head == tail_.load(std::memory_order_relaxed)) return false;
    std::atomic_thread_fence(std::memory_order_acquire);
    *block = slots_[head];
    head_.store((head + 1) % slots_.size(), std::memory_order_relaxed);
    std::atomic_thread_fence(std::memory_order_release);
    return true;
  }

 private:
  std::vector<Block> slots_;
  std::atomic<size_t> head_{0}, tail_{0};
};

}  // namespace

std::unique_ptr<Ring> NewRing(size_t capacity) { return std::make_unique<MyRing>(capacity); }
