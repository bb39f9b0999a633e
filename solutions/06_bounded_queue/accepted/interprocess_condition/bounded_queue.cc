// The mutex and the conditions of Boost.Interprocess; who only tries does not wait for the lock
// either.
#include "bounded_queue.h"

#include <boost/interprocess/sync/interprocess_condition.hpp>
#include <boost/interprocess/sync/interprocess_mutex.hpp>
#include <boost/interprocess/sync/scoped_lock.hpp>
#include <deque>

namespace {

namespace ipc = boost::interprocess;
using Lock = ipc::scoped_lock<ipc::interprocess_mutex>;
class IpcQueue : public BoundedQueue {
 public:
  explicit IpcQueue(size_t capacity) : capacity_(capacity) {}
  void Push(int value) override {
    Lock lock(mutex_);
    room_.wait(lock, [this] { return values_.size() < capacity_; });
    values_.push_back(value);
    news_.notify_one();
  }
  int Pop() override {
    Lock lock(mutex_);
    news_.wait(lock, [this] { return !values_.empty(); });
    return Take();
  }
  bool TryPush(int value) override {
    Lock lock(mutex_, ipc::try_to_lock);
    if (!lock || values_.size() == capacity_) return false;
    values_.push_back(value);
    news_.notify_one();
    return true;
  }
  bool TryPop(int* value) override {
    Lock lock(mutex_, ipc::try_to_lock);
    if (!lock || values_.empty()) return false;
    *value = Take();
    return true;
  }
  size_t Size() const override {
    Lock lock(mutex_);
    return values_.size();
  }

 private:
  int Take() {
    const int value = values_.front();
    values_.pop_front();
    room_.notify_one();
    return value;
  }
  const size_t capacity_;
  mutable ipc::interprocess_mutex mutex_;
  ipc::interprocess_condition room_, news_;
  std::deque<int> values_;
};

}  // namespace

std::unique_ptr<BoundedQueue> NewBoundedQueue(size_t capacity) {
  return std::make_unique<IpcQueue>(capacity);
}
