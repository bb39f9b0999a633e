// Each slot has a number, which says in which round it is, and whether it is free.
#include "ring.h"

#include <atomic>
#include <vector>

namespace {

// In round n the number is 2n while the slot is free, and 2n + 1 while it is used.
struct Slot {
  std::atomic<uint64_t> number{0};
  Block block;
};

class NumberedRing : public Ring {
 public:
  explicit NumberedRing(size_t capacity) : slots_(capacity) {}

  bool TryPush(const Block& block) override {
    Slot& slot = slots_[tail_ % slots_.size()];
    const uint64_t free = 2 * (tail_ / slots_.size());
    if (slot.number.load(std::memory_order_acquire) != free) return false;
    slot.block = block;
    slot.number.store(free + 1, std::memory_order_release);
    ++tail_;
    return true;
  }

  bool TryPop(Block* block) override {
    Slot& slot = slots_[head_ % slots_.size()];
    const uint64_t used = 2 * (head_ / slots_.size()) + 1;
    if (slot.number.load(std::memory_order_acquire) != used) return false;
    *block = slot.block;
    slot.number.store(used + 1, std::memory_order_release);
    ++head_;
    return true;
  }

 private:
  std::vector<Slot> slots_;
  uint64_t head_ = 0;  // the consumer's
  uint64_t tail_ = 0;  // the producer's
};

}  // namespace

std::unique_ptr<Ring> NewRing(size_t capacity) { return std::make_unique<NumberedRing>(capacity); }
