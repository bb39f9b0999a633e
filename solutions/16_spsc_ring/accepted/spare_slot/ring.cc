// Gives the slot back before it reads it. That is right here, and only here: the slot in front of
// head_ is the one that stays free, and the producer gets it when head_ moves on once more.
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
    if (next == head_.load(std::memory_order_acquire)) return false;
    slots_[tail] = block;
    tail_.store(next, std::memory_order_release);
    return true;
  }

  bool TryPop(Block* block) override {
    const size_t head = head_.load(std::memory_order_relaxed);
    if (head == tail_.load(std::memory_order_acquire)) return false;
    head_.store((head + 1) % slots_.size(), std::memory_order_release);
    *block = slots_[head];
    return true;
  }

 private:
  std::vector<Block> slots_;
  std::atomic<size_t> head_{0};  // the first block
  std::atomic<size_t> tail_{0};  // where the next one comes
};

}  // namespace

std::unique_ptr<Ring> NewRing(size_t capacity) { return std::make_unique<SpscRing>(capacity); }
