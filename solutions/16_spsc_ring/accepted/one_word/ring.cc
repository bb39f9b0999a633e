// Both indices are in one atomic word. Who must try again has seen the other side go on, at most
// once for each slot.
#include "ring.h"

#include <atomic>
#include <vector>

namespace {

struct alignas(8) Ends {
  uint32_t head = 0;   // the first block
  uint32_t count = 0;  // how many there are
};

class OneWordRing : public Ring {
 public:
  explicit OneWordRing(size_t capacity) : slots_(capacity) {}

  bool TryPush(const Block& block) override {
    Ends ends = ends_;
    if (ends.count == slots_.size()) return false;
    slots_[(ends.head + ends.count) % slots_.size()] = block;
    Ends more;
    do {
      more = {ends.head, ends.count + 1};
    } while (!ends_.compare_exchange_strong(ends, more));
    return true;
  }

  bool TryPop(Block* block) override {
    Ends ends = ends_;
    if (ends.count == 0) return false;
    *block = slots_[ends.head];
    Ends less;
    do {
      less = {(ends.head + 1) % static_cast<uint32_t>(slots_.size()), ends.count - 1};
    } while (!ends_.compare_exchange_strong(ends, less));
    return true;
  }

 private:
  std::vector<Block> slots_;
  std::atomic<Ends> ends_{Ends()};
};

}  // namespace

std::unique_ptr<Ring> NewRing(size_t capacity) { return std::make_unique<OneWordRing>(capacity); }
