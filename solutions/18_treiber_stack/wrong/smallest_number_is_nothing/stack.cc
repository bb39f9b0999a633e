// expect: functional assertion
// An array behind a spin lock; the smallest number of all means that there is none.
#include "stack.h"

#include <atomic>
#include <climits>
#include <thread>
#include <vector>

namespace {

class ArrayStack : public Stack {
 public:
  ArrayStack() { values_.reserve(kMostValues); }

  void Push(int value) override {
    Lock();
    values_.push_back(value);
    locked_ = false;
  }

  std::optional<int> Pop() override {
    Lock();
    int value = INT_MIN;
    if (!values_.empty()) {
      value = values_.back();
      values_.pop_back();
    }
    locked_ = false;
    if (value == INT_MIN) return std::nullopt;
    return value;
  }

 private:
  void Lock() {
    while (locked_.exchange(true)) std::this_thread::yield();
  }

  std::atomic<bool> locked_{false};
  std::vector<int> values_;  // guarded by locked_
};

}  // namespace

std::unique_ptr<Stack> NewStack() { return std::make_unique<ArrayStack>(); }
