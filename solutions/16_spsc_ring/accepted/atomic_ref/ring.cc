// Plain indices that are only used through std::atomic_ref.
#include "ring.h"

#include <atomic>
#include <vector>

namespace {

class Index {
 public:
  size_t Mine() { return std::atomic_ref<size_t>(value_).load(std::memory_order_relaxed); }
  size_t Yours() { return std::atomic_ref<size_t>(value_).load(std::memory_order_acquire); }
  void Move(size_t to) { std::atomic_ref<size_t>(value_).store(to, std::memory_order_release); }

 private:
  size_t value_ = 0;
};

class MyRing : public Ring {
 public:
  explicit MyRing(size_t capacity) : slots_(capacity + 1) {}

  bool TryPush(const Block& block) override {
    const size_t next = (tail_.Mine() + 1) % slots_.size();
    if (next == head_.Yours()) return false;
    slots_[tail_.Mine()] = block;
    tail_.Move(next);
    return true;
  }

  bool TryPop(Block* block) override {
    if (head_.Mine() == tail_.Yours()) return false;
    *block = slots_[head_.Mine()];
    head_.Move((head_.Mine() + 1) % slots_.size());
    return true;
  }

 private:
  std::vector<Block> slots_;
  Index head_, tail_;
};

}  // namespace

std::unique_ptr<Ring> NewRing(size_t capacity) { return std::make_unique<MyRing>(capacity); }
