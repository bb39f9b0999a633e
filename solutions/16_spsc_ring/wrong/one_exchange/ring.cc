// expect: explore assertion
// One weak exchange of the count: it fails when the other side has just counted, or without reason.
#include "ring.h"

#include <atomic>
#include <vector>

namespace {

class MyRing : public Ring {
 public:
  explicit MyRing(size_t capacity) : slots_(capacity) {}

  bool TryPush(const Block& block) override {
    size_t count = count_.load();
    if (count == slots_.size()) return false;
    slots_[in_] = block;
    if (!count_.compare_exchange_weak(count, count + 1)) return false;
    in_ = (in_ + 1) % slots_.size();
    return true;
  }

  bool TryPop(Block* block) override {
    size_t count = count_.load();
    if (count == 0) return false;
    *block = slots_[out_];
    if (!count_.compare_exchange_weak(count, count - 1)) return false;
    out_ = (out_ + 1) % slots_.size();
    return true;
  }

 private:
  std::vector<Block> slots_;
  size_t in_ = 0, out_ = 0;
  std::atomic<size_t> count_{0};
};

}  // namespace

std::unique_ptr<Ring> NewRing(size_t capacity) { return std::make_unique<MyRing>(capacity); }
