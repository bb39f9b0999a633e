// expect: explore assertion
// All is atomic, so there is no data race; and no order: the index is seen before the block.
#include "ring.h"

#include <atomic>
#include <cstring>
#include <vector>

namespace {

// A block in atomic words, so that nobody reads half a word.
struct Slot {
  static constexpr size_t kWords = sizeof(Block) / sizeof(uint64_t);
  std::atomic<uint64_t> words[kWords];

  void Write(const Block& block) {
    uint64_t plain[kWords];
    std::memcpy(plain, &block, sizeof(block));
    for (size_t i = 0; i < kWords; ++i) words[i].store(plain[i], std::memory_order_relaxed);
  }
  void Read(Block* block) const {
    uint64_t plain[kWords];
    for (size_t i = 0; i < kWords; ++i) plain[i] = words[i].load(std::memory_order_relaxed);
    std::memcpy(static_cast<void*>(block), plain, sizeof(*block));
  }
};

class SpscRing : public Ring {
 public:
  // One slot stays free, or full would look like empty.
  explicit SpscRing(size_t capacity) : slots_(capacity + 1) {}

  bool TryPush(const Block& block) override {
    const size_t tail = tail_.load(std::memory_order_relaxed);
    const size_t next = (tail + 1) % slots_.size();
    if (next == head_.load(std::memory_order_relaxed)) return false;
    slots_[tail].Write(block);
    tail_.store(next, std::memory_order_relaxed);
    return true;
  }

  bool TryPop(Block* block) override {
    const size_t head = head_.load(std::memory_order_relaxed);
    if (head == tail_.load(std::memory_order_relaxed)) return false;
    slots_[head].Read(block);
    head_.store((head + 1) % slots_.size(), std::memory_order_relaxed);
    return true;
  }

 private:
  std::vector<Slot> slots_;
  std::atomic<size_t> head_{0};  // the first block
  std::atomic<size_t> tail_{0};  // where the next one comes
};

}  // namespace

std::unique_ptr<Ring> NewRing(size_t capacity) { return std::make_unique<SpscRing>(capacity); }
