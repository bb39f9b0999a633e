// expect: functional assertion
// The capacity has two bytes.
#include "bounded_queue.h"

#include <boost/thread/condition_variable.hpp>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/mutex.hpp>
#include <vector>

namespace {

using Lock = boost::unique_lock<boost::mutex>;

class RingQueue : public BoundedQueue {
 public:
  explicit RingQueue(unsigned short capacity) : ring_(capacity) {}

  void Push(int value) override {
    Lock lock(mutex_);
    while (count_ == ring_.size()) room_.wait(lock);
    Add(value);
  }

  int Pop() override {
    Lock lock(mutex_);
    while (count_ == 0) filled_.wait(lock);
    return TakeFirst();
  }

  bool TryPush(int value) override {
    Lock lock(mutex_);
    if (count_ == ring_.size()) return false;
    Add(value);
    return true;
  }

  bool TryPop(int* value) override {
    Lock lock(mutex_);
    if (count_ == 0) return false;
    *value = TakeFirst();
    return true;
  }

  size_t Size() const override {
    Lock lock(mutex_);
    return count_;
  }

 private:
  // REQUIRES of both: mutex_ is locked.
  void Add(int value) {
    ring_[(first_ + count_++) % ring_.size()] = value;
    filled_.notify_one();
  }
  int TakeFirst() {
    const int value = ring_[first_];
    first_ = (first_ + 1) % ring_.size();
    --count_;
    room_.notify_one();
    return value;
  }

  mutable boost::mutex mutex_;
  boost::condition_variable filled_;  // a value was added
  boost::condition_variable room_;    // a value was taken
  std::vector<int> ring_;             // guarded by mutex_, as the two below
  size_t first_ = 0;                  // where the oldest value is
  size_t count_ = 0;
};

}  // namespace

std::unique_ptr<BoundedQueue> NewBoundedQueue(size_t capacity) {
  return std::make_unique<RingQueue>(capacity);
}
