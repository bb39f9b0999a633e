// expect: explore deadlock
// Each slot is one atomic of 32 bytes, which the library guards with a lock.
#include "ring.h"

#include <atomic>
#include <vector>

namespace {

class SpscRing : public Ring {
 public:
  explicit SpscRing(size_t capacity) : slots_(capacity + 1) {}

  bool TryPush(const Block& block) override {
    const size_t tail = tail_.load();
    const size_t next = (tail + 1) % slots_.size();
    if (next == head_.load()) return false;
    slots_[tail].store(block);
    tail_.store(next);
    return true;
  }

  bool TryPop(Block* block) override {
    const size_t head = head_.load();
    if (head == tail_.load()) return false;
    *block = slots_[head].load();
    head_.store((head + 1) % slots_.size());
    return true;
  }

 private:
  std::vector<std::atomic<Block>> slots_;
  std::atomic<size_t> head_{0};
  std::atomic<size_t> tail_{0};
};

}  // namespace

std::unique_ptr<Ring> NewRing(size_t capacity) { return std::make_unique<SpscRing>(capacity); }
