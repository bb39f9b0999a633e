// Indices go round twice the capacity, so full and empty differ and no slot stays free.
#include "ring.h"

#include <atomic>
#include <vector>

namespace {

class MyRing : public Ring {
 public:
  explicit MyRing(size_t capacity) : slots_(capacity) {}

  bool TryPush(const Block& block) override {
    const size_t tail = tail_.load(std::memory_order_relaxed);
    const size_t head = head_.load(std::memory_order_acquire);
    const size_t inside = tail >= head ? tail - head : tail + 2 * slots_.size() - head;
    if (inside == slots_.size()) return false;
    slots_[tail % slots_.size()] = block;
    tail_.store(After(tail), std::memory_order_release);
    return true;
  }

  bool TryPop(Block* block) override {
    const size_t head = head_.load(std::memory_order_relaxed);
    if (head == tail_.load(std::memory_order_acquire)) return false;
    *block = slots_[head % slots_.size()];
    head_.store(After(head), std::memory_order_release);
    return true;
  }

 private:
  size_t After(size_t index) const { return (index + 1) % (2 * slots_.size()); }
  std::vector<Block> slots_;
  std::atomic<size_t> head_{0}, tail_{0};
};

}  // namespace

std::unique_ptr<Ring> NewRing(size_t capacity) { return std::make_unique<MyRing>(capacity); }
