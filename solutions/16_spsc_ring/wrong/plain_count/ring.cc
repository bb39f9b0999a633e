// expect: explore data-race
// Each index belongs to one side, but both sides count in a plain variable.
#include "ring.h"

#include <vector>

namespace {

class CountedRing : public Ring {
 public:
  explicit CountedRing(size_t capacity) : slots_(capacity) {}

  bool TryPush(const Block& block) override {
    if (count_ == slots_.size()) return false;
    slots_[tail_] = block;
    tail_ = (tail_ + 1) % slots_.size();
    ++count_;
    return true;
  }

  bool TryPop(Block* block) override {
    if (count_ == 0) return false;
    *block = slots_[head_];
    head_ = (head_ + 1) % slots_.size();
    --count_;
    return true;
  }

 private:
  std::vector<Block> slots_;
  size_t head_ = 0;  // the consumer's
  size_t tail_ = 0;  // the producer's
  size_t count_ = 0;
};

}  // namespace

std::unique_ptr<Ring> NewRing(size_t capacity) { return std::make_unique<CountedRing>(capacity); }
