// expect: explore livelock
// No mutex, but a lock all the same: who finds it taken turns round and round.
#include "ring.h"

#include <atomic>
#include <vector>

namespace {

class Guard {
 public:
  explicit Guard(std::atomic_flag& busy) : busy_(busy) {
    while (busy_.test_and_set(std::memory_order_acquire)) {
    }
  }
  ~Guard() { busy_.clear(std::memory_order_release); }

 private:
  std::atomic_flag& busy_;
};

class SpscRing : public Ring {
 public:
  // One slot stays free, or full would look like empty.
  explicit SpscRing(size_t capacity) : slots_(capacity + 1) {}

  bool TryPush(const Block& block) override {
    const Guard guard(busy_);
    const size_t next = (tail_ + 1) % slots_.size();
    if (next == head_) return false;
    slots_[tail_] = block;
    tail_ = next;
    return true;
  }

  bool TryPop(Block* block) override {
    const Guard guard(busy_);
    if (head_ == tail_) return false;
    *block = slots_[head_];
    head_ = (head_ + 1) % slots_.size();
    return true;
  }

 private:
  std::atomic_flag busy_ = ATOMIC_FLAG_INIT;
  std::vector<Block> slots_;
  size_t head_ = 0;  // the first block
  size_t tail_ = 0;  // where the next one comes
};

}  // namespace

std::unique_ptr<Ring> NewRing(size_t capacity) { return std::make_unique<SpscRing>(capacity); }
