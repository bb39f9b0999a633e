// The slots are linked in a circle, and each side has a pointer.
#include "ring.h"

#include <atomic>

namespace {

struct Slot {
  Block block;
  Slot* next = nullptr;
};

class MyRing : public Ring {
 public:
  explicit MyRing(size_t capacity) : slots_(std::make_unique<Slot[]>(capacity + 1)) {
    for (size_t i = 0; i < capacity; ++i) slots_[i].next = &slots_[i + 1];
    slots_[capacity].next = &slots_[0];
    first_.store(&slots_[0], std::memory_order_relaxed);
    free_.store(&slots_[0], std::memory_order_relaxed);
  }

  bool TryPush(const Block& block) override {
    Slot* slot = free_.load(std::memory_order_relaxed);
    if (slot->next == first_.load(std::memory_order_acquire)) return false;
    slot->block = block;
    free_.store(slot->next, std::memory_order_release);
    return true;
  }

  bool TryPop(Block* block) override {
    Slot* slot = first_.load(std::memory_order_relaxed);
    if (slot == free_.load(std::memory_order_acquire)) return false;
    *block = slot->block;
    first_.store(slot->next, std::memory_order_release);
    return true;
  }

 private:
  std::unique_ptr<Slot[]> slots_;
  std::atomic<Slot*> first_, free_;
};

}  // namespace

std::unique_ptr<Ring> NewRing(size_t capacity) { return std::make_unique<MyRing>(capacity); }
