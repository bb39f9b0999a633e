// Counters of 32 bits may wrap, since the number of slots is a power of two.
#include "ring.h"

#include <atomic>
#include <bit>
#include <vector>

namespace {

class MyRing : public Ring {
 public:
  explicit MyRing(size_t capacity)
      : capacity_(static_cast<uint32_t>(capacity)), slots_(std::bit_ceil(capacity)) {}

  bool TryPush(const Block& block) override {
    const uint32_t tail = tail_.load(std::memory_order_relaxed);
    if (tail - head_.load(std::memory_order_acquire) >= capacity_) return false;
    slots_[tail & (slots_.size() - 1)] = block;
    tail_.fetch_add(1, std::memory_order_release);
    return true;
  }

  bool TryPop(Block* block) override {
    const uint32_t head = head_.load(std::memory_order_relaxed);
    if (head == tail_.load(std::memory_order_acquire)) return false;
    *block = slots_[head & (slots_.size() - 1)];
    head_.fetch_add(1, std::memory_order_release);
    return true;
  }

 private:
  const uint32_t capacity_;
  std::vector<Block> slots_;
  std::atomic<uint32_t> head_{0xFFFFFFF0u};  // near to the wrap, so that tests see it
  std::atomic<uint32_t> tail_{0xFFFFFFF0u};
};

}  // namespace

std::unique_ptr<Ring> NewRing(size_t capacity) { return std::make_unique<MyRing>(capacity); }
