// One bit for each slot says that it is full.
#include "ring.h"

#include <atomic>
#include <vector>

namespace {

class SpscRing : public Ring {
 public:
  explicit SpscRing(size_t capacity) : slots_(capacity), full_(capacity / 64 + 1) {}

  bool TryPush(const Block& block) override {
    std::atomic<uint64_t>& word = full_[tail_ / 64];
    if ((word.load(std::memory_order_acquire) >> tail_ % 64 & 1) != 0) return false;
    slots_[tail_] = block;
    word.fetch_or(uint64_t{1} << tail_ % 64, std::memory_order_release);
    tail_ = (tail_ + 1) % slots_.size();
    return true;
  }

  bool TryPop(Block* block) override {
    std::atomic<uint64_t>& word = full_[head_ / 64];
    if ((word.load(std::memory_order_acquire) >> head_ % 64 & 1) == 0) return false;
    *block = slots_[head_];
    word.fetch_and(~(uint64_t{1} << head_ % 64), std::memory_order_release);
    head_ = (head_ + 1) % slots_.size();
    return true;
  }

 private:
  std::vector<Block> slots_;
  std::vector<std::atomic<uint64_t>> full_;
  size_t head_ = 0;
  size_t tail_ = 0;
};

}  // namespace

std::unique_ptr<Ring> NewRing(size_t capacity) { return std::make_unique<SpscRing>(capacity); }
