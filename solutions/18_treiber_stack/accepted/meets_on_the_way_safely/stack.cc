// A lock for the stack; and a place where a push and a pop can meet without it. Who has put a value
// there takes it back in one step when nobody came; each offer has a number of its own.
#include "stack.h"

#include <atomic>
#include <climits>
#include <cstdint>
#include <mutex>
#include <thread>
#include <vector>

namespace {

constexpr long kNobody = LONG_MIN;

class MeetingStack : public Stack {
 public:
  void Push(int value) override {
    std::unique_lock lock(mutex_, std::try_to_lock);
    if (!lock) {
      long free = kNobody;
      const long mine = number_.fetch_add(1) % (1 << 30) << 32 | static_cast<uint32_t>(value);
      if (offered_.compare_exchange_strong(free, mine)) {
        std::this_thread::yield();
        long still = mine;
        if (!offered_.compare_exchange_strong(still, kNobody)) return;
      }
      lock.lock();
    }
    values_.push_back(value);
  }

  std::optional<int> Pop() override {
    std::unique_lock lock(mutex_, std::try_to_lock);
    if (!lock) {
      const long offered = offered_.exchange(kNobody);
      if (offered != kNobody) return static_cast<int>(offered);
      lock.lock();
    }
    if (values_.empty()) return std::nullopt;
    const int value = values_.back();
    values_.pop_back();
    return value;
  }

 private:
  std::mutex mutex_;
  std::vector<int> values_;  // guarded by mutex_
  std::atomic<long> offered_{kNobody};
  std::atomic<long> number_{0};
};

}  // namespace

std::unique_ptr<Stack> NewStack() { return std::make_unique<MeetingStack>(); }
