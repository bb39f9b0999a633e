// The queue. It used to spin; a colleague put a condition variable in, and now it hangs or breaks.
#include "bounded_queue.h"

#include <boost/thread/condition_variable.hpp>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/mutex.hpp>
#include <deque>

namespace {

using Lock = boost::unique_lock<boost::mutex>;

class WaitingQueue : public BoundedQueue {
 public:
  explicit WaitingQueue(size_t capacity) : capacity_(capacity) {}

  void Push(int value) override {
    Lock lock(mutex_);
    if (values_.size() == capacity_) changed_.wait(lock);
    values_.push_back(value);
    changed_.notify_one();
  }

  int Pop() override {
    Lock lock(mutex_);
    if (values_.empty()) changed_.wait(lock);
    return TakeFirst();
  }

  bool TryPush(int value) override {
    Lock lock(mutex_);
    if (values_.size() == capacity_) return false;
    values_.push_back(value);
    changed_.notify_one();
    return true;
  }

  bool TryPop(int* value) override {
    Lock lock(mutex_);
    if (values_.empty()) return false;
    *value = TakeFirst();
    return true;
  }

  size_t Size() const override {
    Lock lock(mutex_);
    return values_.size();
  }

 private:
  int TakeFirst() {  // REQUIRES: mutex_ is locked and the queue is not empty
    const int value = values_.front();
    values_.pop_front();
    changed_.notify_one();
    return value;
  }

  const size_t capacity_;
  mutable boost::mutex mutex_;
  boost::condition_variable changed_;
  std::deque<int> values_;  // guarded by mutex_
};

}  // namespace

std::unique_ptr<BoundedQueue> NewBoundedQueue(size_t capacity) {
  return std::make_unique<WaitingQueue>(capacity);
}
