// expect: explore livelock
// Counts first; who pops then waits for the slot to be written, which may never come.
#include "ring.h"

#include <atomic>
#include <vector>

namespace {

struct Slot {
  std::atomic<bool> written{false};
  Block block;
};

class ClaimingRing : public Ring {
 public:
  explicit ClaimingRing(size_t capacity) : slots_(capacity) {}

  bool TryPush(const Block& block) override {
    if (count_ == slots_.size()) return false;
    ++count_;  // claims the slot
    Slot& slot = slots_[tail_];
    slot.block = block;
    slot.written = true;
    tail_ = (tail_ + 1) % slots_.size();
    return true;
  }

  bool TryPop(Block* block) override {
    if (count_ == 0) return false;
    Slot& slot = slots_[head_];
    while (!slot.written) {
    }
    *block = slot.block;
    slot.written = false;
    head_ = (head_ + 1) % slots_.size();
    --count_;
    return true;
  }

 private:
  std::vector<Slot> slots_;
  size_t head_ = 0;  // the consumer's
  size_t tail_ = 0;  // the producer's
  std::atomic<size_t> count_{0};
};

}  // namespace

std::unique_ptr<Ring> NewRing(size_t capacity) { return std::make_unique<ClaimingRing>(capacity); }
