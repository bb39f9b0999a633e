// With the compiler's own functions for atomic accesses.
#include "ring.h"

#include <vector>

namespace {

class SpscRing : public Ring {
 public:
  // One slot stays free, or full would look like empty.
  explicit SpscRing(size_t capacity) : slots_(capacity + 1) {}

  bool TryPush(const Block& block) override {
    const size_t tail = tail_;
    const size_t next = (tail + 1) % slots_.size();
    if (next == __atomic_load_n(&head_, __ATOMIC_ACQUIRE)) return false;
    slots_[tail] = block;
    __atomic_store_n(&tail_, next, __ATOMIC_RELEASE);
    return true;
  }

  bool TryPop(Block* block) override {
    const size_t head = head_;
    if (head == __atomic_load_n(&tail_, __ATOMIC_ACQUIRE)) return false;
    *block = slots_[head];
    __atomic_store_n(&head_, (head + 1) % slots_.size(), __ATOMIC_RELEASE);
    return true;
  }

 private:
  std::vector<Block> slots_;
  size_t head_ = 0;  // the first block
  size_t tail_ = 0;  // where the next one comes
};

}  // namespace

std::unique_ptr<Ring> NewRing(size_t capacity) { return std::make_unique<SpscRing>(capacity); }
