// expect: functional assertion
// One pool for all stacks, with room for the values of one.
#include "stack.h"

#include <array>
#include <atomic>
#include <cstdint>

namespace {

// A place in the pool; its fields are atomic, because a thread that is behind may still read them.
struct Place {
  std::atomic<int> value{0};
  std::atomic<uint32_t> next{0};
};

// The head of a list: the number of a place, 0 for none, and how often the head was changed.
constexpr uint64_t Head(uint32_t place, uint64_t changes) { return changes << 32 | place; }
constexpr uint32_t PlaceOf(uint64_t head) { return static_cast<uint32_t>(head); }
constexpr uint64_t ChangesOf(uint64_t head) { return head >> 32; }

class NumberedStack : public Stack {
 public:
  NumberedStack() {
    static const bool made = [this] {
      for (uint32_t place = 1; place < pool_.size(); ++place) Add(free_, place);
      return true;
    }();
    (void)made;
  }

  void Push(int value) override {
    const uint32_t place = Take(free_);
    pool_[place].value.store(value, std::memory_order_relaxed);
    Add(head_, place);
  }

  std::optional<int> Pop() override {
    const uint32_t place = Take(head_);
    if (place == 0) return std::nullopt;
    const int value = pool_[place].value.load(std::memory_order_relaxed);
    Add(free_, place);
    return value;
  }

 private:
  void Add(std::atomic<uint64_t>& head, uint32_t place) {
    uint64_t old = head.load(std::memory_order_relaxed);
    do {
      pool_[place].next.store(PlaceOf(old), std::memory_order_relaxed);
    } while (!head.compare_exchange_weak(old, Head(place, ChangesOf(old) + 1),
                                         std::memory_order_release, std::memory_order_relaxed));
  }

  uint32_t Take(std::atomic<uint64_t>& head) {
    uint64_t old = head.load(std::memory_order_acquire);
    while (PlaceOf(old) != 0) {
      const uint32_t next = pool_[PlaceOf(old)].next.load(std::memory_order_relaxed);
      if (head.compare_exchange_weak(old, Head(next, ChangesOf(old) + 1), std::memory_order_acquire,
                                     std::memory_order_acquire)) {
        return PlaceOf(old);
      }
    }
    return 0;
  }

  inline static std::array<Place, 1 + kMostValues + kMostThreads> pool_;  // 0 is none
  inline static std::atomic<uint64_t> free_{0};
  std::atomic<uint64_t> head_{0};
};

}  // namespace

std::unique_ptr<Stack> NewStack() { return std::make_unique<NumberedStack>(); }
