// absl::Mutex waits for conditions by itself; nobody notifies.
#include "bounded_queue.h"

#include <queue>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

namespace {

class AwaitingQueue : public BoundedQueue {
 public:
  explicit AwaitingQueue(size_t capacity) : capacity_(capacity) {}

  void Push(int value) override {
    absl::MutexLock lock(&mutex_, absl::Condition(this, &AwaitingQueue::HasRoom));
    values_.push(value);
  }

  int Pop() override {
    absl::MutexLock lock(&mutex_, absl::Condition(this, &AwaitingQueue::HasValue));
    return TakeFirst();
  }

  bool TryPush(int value) override {
    absl::MutexLock lock(&mutex_);
    if (!HasRoom()) return false;
    values_.push(value);
    return true;
  }

  bool TryPop(int* value) override {
    absl::MutexLock lock(&mutex_);
    if (!HasValue()) return false;
    *value = TakeFirst();
    return true;
  }

  size_t Size() const override {
    absl::ReaderMutexLock lock(&mutex_);
    return values_.size();
  }

 private:
  bool HasRoom() const ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return values_.size() < capacity_; }
  bool HasValue() const ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return !values_.empty(); }
  int TakeFirst() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    const int value = values_.front();
    values_.pop();
    return value;
  }

  const size_t capacity_;
  mutable absl::Mutex mutex_;
  std::queue<int> values_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace

std::unique_ptr<BoundedQueue> NewBoundedQueue(size_t capacity) {
  return std::make_unique<AwaitingQueue>(capacity);
}
