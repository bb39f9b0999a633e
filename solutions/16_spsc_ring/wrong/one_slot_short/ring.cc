// expect: functional assertion
// One slot must stay free, but there is none more than the capacity.
#include "ring.h"

#include <atomic>
#include <vector>

namespace {

class SpscRing : public Ring {
 public:
  explicit SpscRing(size_t capacity) : slots_(capacity) {}

  bool TryPush(const Block& block) override {
    const size_t tail = tail_.load(std::memory_order_relaxed);
    const size_t next = (tail + 1) % slots_.size();
    if (next == head_.load(std::memory_order_acquire)) return false;
    slots_[tail] = block;
    tail_.store(next, std::memory_order_release);
    return true;
  }

  bool TryPop(Block* block) override {
    const size_t head = head_.load(std::memory_order_relaxed);
    if (head == tail_.load(std::memory_order_acquire)) return false;
    *block = slots_[head];
    head_.store((head + 1) % slots_.size(), std::memory_order_release);
    return true;
  }

 private:
  std::vector<Block> slots_;
  std::atomic<size_t> head_{0};  // the first block
  std::atomic<size_t> tail_{0};  // where the next one comes
};

}  // namespace

std::unique_ptr<Ring> NewRing(size_t capacity) { return std::make_unique<SpscRing>(capacity); }
