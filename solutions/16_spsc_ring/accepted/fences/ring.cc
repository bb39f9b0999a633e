// Relaxed accesses, with an acquire fence after each look at the other index and a release fence
// before each store.
#include "ring.h"

#include <atomic>
#include <vector>

namespace {

class SpscRing : public Ring {
 public:
  // One slot stays free, or full would look like empty.
  explicit SpscRing(size_t capacity) : slots_(capacity + 1) {}

  bool TryPush(const Block& block) override {
    const size_t tail = tail_.load(std::memory_order_relaxed);
    const size_t next = (tail + 1) % slots_.size();
    if (next == head_.load(std::memory_order_relaxed)) return false;
    std::atomic_thread_fence(std::memory_order_acquire);
    slots_[tail] = block;
    std::atomic_thread_fence(std::memory_order_release);
    tail_.store(next, std::memory_order_relaxed);
    return true;
  }

  bool TryPop(Block* block) override {
    const size_t head = head_.load(std::memory_order_relaxed);
    if (head == tail_.load(std::memory_order_relaxed)) return false;
    std::atomic_thread_fence(std::memory_order_acquire);
    *block = slots_[head];
    std::atomic_thread_fence(std::memory_order_release);
    head_.store((head + 1) % slots_.size(), std::memory_order_relaxed);
    return true;
  }

 private:
  std::vector<Block> slots_;
  std::atomic<size_t> head_{0};  // the first block
  std::atomic<size_t> tail_{0};  // where the next one comes
};

}  // namespace

std::unique_ptr<Ring> NewRing(size_t capacity) { return std::make_unique<SpscRing>(capacity); }
