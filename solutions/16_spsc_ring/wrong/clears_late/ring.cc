// expect: explore data-race
// Clears the slot when it belongs to the producer again.
#include "ring.h"

#include <atomic>
#include <vector>

namespace {

class SpscRing : public Ring {
 public:
  explicit SpscRing(size_t capacity) : slots_(capacity) {}

  bool TryPush(const Block& block) override {
    const uint64_t tail = tail_.load(std::memory_order_relaxed);
    if (tail - head_.load(std::memory_order_acquire) == slots_.size()) return false;
    slots_[tail % slots_.size()] = block;
    tail_.store(tail + 1, std::memory_order_release);
    return true;
  }

  bool TryPop(Block* block) override {
    const uint64_t head = head_.load(std::memory_order_relaxed);
    if (head == tail_.load(std::memory_order_acquire)) return false;
    *block = slots_[head % slots_.size()];
    head_.store(head + 1, std::memory_order_release);
    slots_[head % slots_.size()] = Block();
    return true;
  }

 private:
  std::vector<Block> slots_;
  std::atomic<uint64_t> head_{0};  // how many blocks were taken out
  std::atomic<uint64_t> tail_{0};  // how many were put in
};

}  // namespace

std::unique_ptr<Ring> NewRing(size_t capacity) { return std::make_unique<SpscRing>(capacity); }
