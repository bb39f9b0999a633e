// expect: explore assertion
// Never waits: it refuses when the other side is inside, although there is room or a block.
#include "ring.h"

#include <mutex>
#include <vector>

namespace {

class SpscRing : public Ring {
 public:
  // One slot stays free, or full would look like empty.
  explicit SpscRing(size_t capacity) : slots_(capacity + 1) {}

  bool TryPush(const Block& block) override {
    std::unique_lock<std::mutex> lock(mutex_, std::try_to_lock);
    if (!lock.owns_lock()) return false;
    const size_t next = (tail_ + 1) % slots_.size();
    if (next == head_) return false;
    slots_[tail_] = block;
    tail_ = next;
    return true;
  }

  bool TryPop(Block* block) override {
    std::unique_lock<std::mutex> lock(mutex_, std::try_to_lock);
    if (!lock.owns_lock()) return false;
    if (head_ == tail_) return false;
    *block = slots_[head_];
    head_ = (head_ + 1) % slots_.size();
    return true;
  }

 private:
  std::mutex mutex_;
  std::vector<Block> slots_;
  size_t head_ = 0;  // the first block
  size_t tail_ = 0;  // where the next one comes
};

}  // namespace

std::unique_ptr<Ring> NewRing(size_t capacity) { return std::make_unique<SpscRing>(capacity); }
