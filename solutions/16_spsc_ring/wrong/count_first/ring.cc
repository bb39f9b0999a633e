// expect: explore data-race
// Counts the block before it is in its slot.
#include "ring.h"

#include <atomic>
#include <vector>

namespace {

class CountedRing : public Ring {
 public:
  explicit CountedRing(size_t capacity) : slots_(capacity) {}

  bool TryPush(const Block& block) override {
    if (count_.load(std::memory_order_acquire) == slots_.size()) return false;
    count_.fetch_add(1, std::memory_order_release);
    slots_[tail_] = block;
    tail_ = (tail_ + 1) % slots_.size();
    return true;
  }

  bool TryPop(Block* block) override {
    if (count_.load(std::memory_order_acquire) == 0) return false;
    *block = slots_[head_];
    head_ = (head_ + 1) % slots_.size();
    count_.fetch_sub(1, std::memory_order_release);
    return true;
  }

 private:
  std::vector<Block> slots_;
  size_t head_ = 0;  // the consumer's
  size_t tail_ = 0;  // the producer's
  std::atomic<size_t> count_{0};
};

}  // namespace

std::unique_ptr<Ring> NewRing(size_t capacity) { return std::make_unique<CountedRing>(capacity); }
