// A lock and a vector: nothing to reclaim.
#include "stack.h"

#include <mutex>
#include <vector>

namespace {

class LockedStack : public Stack {
 public:
  void Push(int value) override {
    std::lock_guard<std::mutex> lock(mutex_);
    values_.push_back(value);
  }

  std::optional<int> Pop() override {
    std::lock_guard<std::mutex> lock(mutex_);
    if (values_.empty()) return std::nullopt;
    const int value = values_.back();
    values_.pop_back();
    return value;
  }

 private:
  std::mutex mutex_;
  std::vector<int> values_;
};

}  // namespace

std::unique_ptr<Stack> NewStack() { return std::make_unique<LockedStack>(); }
