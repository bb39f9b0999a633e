// expect: functional assertion
// A slot with the number 0 is free: a block with this number is lost.
#include "ring.h"

#include <algorithm>
#include <atomic>
#include <vector>

namespace {

struct Slot {
  std::atomic<int64_t> number{0};  // of the block; 0: none is there
  double samples[3];
};

class FlaggedRing : public Ring {
 public:
  explicit FlaggedRing(size_t capacity) : slots_(capacity) {}

  bool TryPush(const Block& block) override {
    Slot& slot = slots_[tail_];
    if (slot.number.load(std::memory_order_acquire) != 0) return false;
    std::copy_n(block.samples, 3, slot.samples);
    slot.number.store(block.number, std::memory_order_release);
    tail_ = (tail_ + 1) % slots_.size();
    return true;
  }

  bool TryPop(Block* block) override {
    Slot& slot = slots_[head_];
    block->number = slot.number.load(std::memory_order_acquire);
    if (block->number == 0) return false;
    std::copy_n(slot.samples, 3, block->samples);
    slot.number.store(0, std::memory_order_release);
    head_ = (head_ + 1) % slots_.size();
    return true;
  }

 private:
  std::vector<Slot> slots_;
  size_t head_ = 0;  // the consumer's
  size_t tail_ = 0;  // the producer's
};

}  // namespace

std::unique_ptr<Ring> NewRing(size_t capacity) { return std::make_unique<FlaggedRing>(capacity); }
