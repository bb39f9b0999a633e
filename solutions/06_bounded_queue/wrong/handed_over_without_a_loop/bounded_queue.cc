// expect: explore crash
// Who waits has a slip with a condition variable of its own; values are handed over to it; a
// spurious wakeup finds nothing in it.
#include "bounded_queue.h"

#include <condition_variable>
#include <deque>
#include <list>
#include <mutex>

namespace {

class HandingQueue : public BoundedQueue {
 public:
  explicit HandingQueue(size_t capacity) : capacity_(capacity) {}

  void Push(int value) override {
    std::unique_lock lock(mutex_);
    if (Place(value)) return;
    Slip slip{value};
    producers_.push_back(&slip);
    slip.done.wait(lock, [&] { return slip.served; });
  }

  int Pop() override {
    std::unique_lock lock(mutex_);
    int value;
    if (Take(&value)) return value;
    Slip slip{0};
    consumers_.push_back(&slip);
    slip.done.wait(lock);
    return slip.value;
  }

  bool TryPush(int value) override {
    std::lock_guard lock(mutex_);
    return Place(value);
  }

  bool TryPop(int* value) override {
    std::lock_guard lock(mutex_);
    return Take(value);
  }

  size_t Size() const override {
    std::lock_guard lock(mutex_);
    return values_.size();
  }

 private:
  struct Slip {
    int value;
    bool served = false;
    std::condition_variable done;
    explicit Slip(int v) : value(v) {}
    void Serve() {
      served = true;
      done.notify_one();  // under the lock: the slip is gone soon after
    }
  };

  // All REQUIRE that mutex_ is locked. Consumers wait only when there are no values, producers only
  // when the queue is full.
  bool Place(int value) {
    if (!consumers_.empty()) {
      Slip* consumer = consumers_.front();
      consumers_.pop_front();
      consumer->value = value;
      consumer->Serve();
      return true;
    }
    if (values_.size() == capacity_) return false;
    values_.push_back(value);
    return true;
  }
  bool Take(int* value) {
    if (values_.empty()) return false;
    *value = values_.front();
    values_.pop_front();
    if (!producers_.empty()) {
      Slip* producer = producers_.front();
      producers_.pop_front();
      values_.push_back(producer->value);
      producer->Serve();
    }
    return true;
  }

  const size_t capacity_;
  mutable std::mutex mutex_;
  std::deque<int> values_;  // guarded by mutex_, as the two below
  std::list<Slip*> producers_;
  std::list<Slip*> consumers_;
};

}  // namespace

std::unique_ptr<BoundedQueue> NewBoundedQueue(size_t capacity) {
  return std::make_unique<HandingQueue>(capacity);
}
