// Nothing is shared but a flag in each slot, which says whose it is.
#include "ring.h"

#include <atomic>
#include <vector>

namespace {

struct Slot {
  std::atomic<bool> used{false};
  Block block;
};

class FlaggedRing : public Ring {
 public:
  explicit FlaggedRing(size_t capacity) : slots_(capacity) {}

  bool TryPush(const Block& block) override {
    Slot& slot = slots_[tail_];
    if (slot.used.load(std::memory_order_acquire)) return false;
    slot.block = block;
    slot.used.store(true, std::memory_order_release);
    tail_ = (tail_ + 1) % slots_.size();
    return true;
  }

  bool TryPop(Block* block) override {
    Slot& slot = slots_[head_];
    if (!slot.used.load(std::memory_order_acquire)) return false;
    *block = slot.block;
    slot.used.store(false, std::memory_order_release);
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
