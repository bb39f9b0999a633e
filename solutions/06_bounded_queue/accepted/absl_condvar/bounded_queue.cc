// absl::CondVar with the same loops.
#include "bounded_queue.h"

#include <vector>

#include "absl/synchronization/mutex.h"

namespace {

class RingQueue : public BoundedQueue {
 public:
  explicit RingQueue(size_t capacity) : ring_(capacity) {}

  void Push(int value) override {
    absl::MutexLock lock(&mutex_);
    while (count_ == ring_.size()) room_.Wait(&mutex_);
    Add(value);
  }

  int Pop() override {
    absl::MutexLock lock(&mutex_);
    while (count_ == 0) filled_.Wait(&mutex_);
    return TakeFirst();
  }

  bool TryPush(int value) override {
    absl::MutexLock lock(&mutex_);
    if (count_ == ring_.size()) return false;
    Add(value);
    return true;
  }

  bool TryPop(int* value) override {
    absl::MutexLock lock(&mutex_);
    if (count_ == 0) return false;
    *value = TakeFirst();
    return true;
  }

  size_t Size() const override {
    absl::MutexLock lock(&mutex_);
    return count_;
  }

 private:
  // REQUIRES of both: mutex_ is locked.
  void Add(int value) {
    ring_[(first_ + count_++) % ring_.size()] = value;
    filled_.Signal();
  }
  int TakeFirst() {
    const int value = ring_[first_];
    first_ = (first_ + 1) % ring_.size();
    --count_;
    room_.Signal();
    return value;
  }

  mutable absl::Mutex mutex_;
  absl::CondVar filled_;   // a value was added
  absl::CondVar room_;     // a value was taken
  std::vector<int> ring_;  // guarded by mutex_, as the two below
  size_t first_ = 0;       // where the oldest value is
  size_t count_ = 0;
};

}  // namespace

std::unique_ptr<BoundedQueue> NewBoundedQueue(size_t capacity) {
  return std::make_unique<RingQueue>(capacity);
}
