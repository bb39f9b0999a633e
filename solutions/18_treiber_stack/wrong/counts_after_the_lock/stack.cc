// expect: explore assertion
// The count is atomic, but it is changed after the lock is free: for a moment it is too small.
#include "stack.h"

#include <atomic>
#include <mutex>
#include <vector>

namespace {

class MyStack : public Stack {
 public:
  void Push(int value) override {
    {
      std::lock_guard lock(mutex_);
      values_.push_back(value);
    }
    ++count_;
  }

  std::optional<int> Pop() override {
    if (count_ == 0) return std::nullopt;  // no need to lock
    int value = 0;
    {
      std::lock_guard lock(mutex_);
      if (values_.empty()) return std::nullopt;
      value = values_.back();
      values_.pop_back();
    }
    --count_;
    return value;
  }

 private:
  std::mutex mutex_;
  std::vector<int> values_;
  std::atomic<int> count_{0};
};

}  // namespace

std::unique_ptr<Stack> NewStack() { return std::make_unique<MyStack>(); }
