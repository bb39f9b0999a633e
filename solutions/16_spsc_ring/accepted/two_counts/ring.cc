// Two counts: of blocks to take and of slots to fill. Each side takes from one, gives to the other.
#include "ring.h"

#include <atomic>
#include <vector>

namespace {

class MyRing : public Ring {
 public:
  explicit MyRing(size_t capacity) : slots_(capacity), room_(static_cast<int>(capacity)) {}

  bool TryPush(const Block& block) override {
    if (room_.load(std::memory_order_acquire) == 0) return false;
    room_.fetch_sub(1, std::memory_order_relaxed);
    slots_[in_] = block;
    in_ = (in_ + 1) % slots_.size();
    blocks_.fetch_add(1, std::memory_order_release);
    return true;
  }

  bool TryPop(Block* block) override {
    if (blocks_.load(std::memory_order_acquire) == 0) return false;
    blocks_.fetch_sub(1, std::memory_order_relaxed);
    *block = slots_[out_];
    out_ = (out_ + 1) % slots_.size();
    room_.fetch_add(1, std::memory_order_release);
    return true;
  }

 private:
  std::vector<Block> slots_;
  size_t in_ = 0, out_ = 0;
  std::atomic<int> room_, blocks_{0};
};

}  // namespace

std::unique_ptr<Ring> NewRing(size_t capacity) { return std::make_unique<MyRing>(capacity); }
