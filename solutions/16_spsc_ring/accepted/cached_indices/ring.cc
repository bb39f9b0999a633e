// Each side remembers the index of the other, and looks again only when that says full or empty.
#include "ring.h"

#include <atomic>
#include <vector>

namespace {

class CachingRing : public Ring {
 public:
  explicit CachingRing(size_t capacity) : slots_(capacity + 1) {}

  bool TryPush(const Block& block) override {
    const size_t tail = tail_.load(std::memory_order_relaxed);
    const size_t next = Next(tail);
    if (next == seen_head_) seen_head_ = head_.load(std::memory_order_acquire);
    if (next == seen_head_) return false;
    slots_[tail] = block;
    tail_.store(next, std::memory_order_release);
    return true;
  }

  bool TryPop(Block* block) override {
    const size_t head = head_.load(std::memory_order_relaxed);
    if (head == seen_tail_) seen_tail_ = tail_.load(std::memory_order_acquire);
    if (head == seen_tail_) return false;
    *block = slots_[head];
    head_.store(Next(head), std::memory_order_release);
    return true;
  }

 private:
  size_t Next(size_t index) const { return index + 1 == slots_.size() ? 0 : index + 1; }

  std::vector<Block> slots_;
  alignas(64) std::atomic<size_t> tail_{0};
  size_t seen_head_ = 0;  // the producer's
  alignas(64) std::atomic<size_t> head_{0};
  size_t seen_tail_ = 0;  // the consumer's
};

}  // namespace

std::unique_ptr<Ring> NewRing(size_t capacity) { return std::make_unique<CachingRing>(capacity); }
