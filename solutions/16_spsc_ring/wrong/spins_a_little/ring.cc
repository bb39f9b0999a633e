// expect: explore assertion
// A lock that is tried a hundred times; after that it refuses.
#include "ring.h"

#include <atomic>
#include <vector>

namespace {

class MyRing : public Ring {
 public:
  explicit MyRing(size_t capacity) : slots_(capacity) {}

  bool TryPush(const Block& block) override {
    if (!Lock()) return false;
    const bool room = count_ < slots_.size();
    if (room) slots_[(first_ + count_++) % slots_.size()] = block;
    busy_.clear(std::memory_order_release);
    return room;
  }

  bool TryPop(Block* block) override {
    if (!Lock()) return false;
    const bool some = count_ > 0;
    if (some) {
      *block = slots_[first_];
      first_ = (first_ + 1) % slots_.size();
      --count_;
    }
    busy_.clear(std::memory_order_release);
    return some;
  }

 private:
  bool Lock() {
    for (int n = 0; n < 100; ++n) {
      if (!busy_.test_and_set(std::memory_order_acquire)) return true;
    }
    return false;
  }
  std::atomic_flag busy_ = ATOMIC_FLAG_INIT;
  std::vector<Block> slots_;
  size_t first_ = 0, count_ = 0;
};

}  // namespace

std::unique_ptr<Ring> NewRing(size_t capacity) { return std::make_unique<MyRing>(capacity); }
