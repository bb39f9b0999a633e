// expect: explore data-race
// volatile makes the accesses happen. It orders nothing between threads.
#include "ring.h"

#include <vector>

namespace {

class SpscRing : public Ring {
 public:
  // One slot stays free, or full would look like empty.
  explicit SpscRing(size_t capacity) : slots_(capacity + 1) {}

  bool TryPush(const Block& block) override {
    const size_t next = (tail_ + 1) % slots_.size();
    if (next == head_) return false;
    slots_[tail_] = block;
    tail_ = next;
    return true;
  }

  bool TryPop(Block* block) override {
    if (head_ == tail_) return false;
    *block = slots_[head_];
    head_ = (head_ + 1) % slots_.size();
    return true;
  }

 private:
  std::vector<Block> slots_;
  volatile size_t head_ = 0;  // the first block
  volatile size_t tail_ = 0;  // where the next one comes
};

}  // namespace

std::unique_ptr<Ring> NewRing(size_t capacity) { return std::make_unique<SpscRing>(capacity); }
