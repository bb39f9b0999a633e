// The same with Abseil.
#include "stack.h"

#include <vector>
#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

namespace {

class LockedStack : public Stack {
 public:
  void Push(int value) override {
    absl::MutexLock lock(&mutex_);
    values_.push_back(value);
  }

  std::optional<int> Pop() override {
    absl::MutexLock lock(&mutex_);
    if (values_.empty()) return std::nullopt;
    const int value = values_.back();
    values_.pop_back();
    return value;
  }

 private:
  absl::Mutex mutex_;
  std::vector<int> values_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace

std::unique_ptr<Stack> NewStack() { return std::make_unique<LockedStack>(); }
