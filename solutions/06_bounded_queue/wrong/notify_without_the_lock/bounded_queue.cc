// expect: explore lost-wakeup
// Who waits holds one lock, who changes and notifies another: wake-ups get lost.
#include "bounded_queue.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <queue>

namespace {

class Queue : public BoundedQueue {
 public:
  explicit Queue(size_t capacity) : free_(static_cast<int>(capacity)) {}

  void Push(int value) override {
    while (!TryPush(value)) Sleep(free_);
  }

  int Pop() override {
    int value;
    while (!TryPop(&value)) Sleep(filled_);
    return value;
  }

  bool TryPush(int value) override {
    {
      std::lock_guard lock(values_mutex_);
      if (free_ == 0) return false;
      values_.push(value);
      --free_;
      ++filled_;
    }
    changed_.notify_all();
    return true;
  }

  bool TryPop(int* value) override {
    {
      std::lock_guard lock(values_mutex_);
      if (filled_ == 0) return false;
      *value = values_.front();
      values_.pop();
      --filled_;
      ++free_;
    }
    changed_.notify_all();
    return true;
  }

  size_t Size() const override { return filled_; }

 private:
  // The count is looked at under a lock that those who change it do not take.
  void Sleep(const std::atomic<int>& count) {
    std::unique_lock lock(sleep_mutex_);
    changed_.wait(lock, [&] { return count > 0; });
  }

  std::mutex values_mutex_;
  std::mutex sleep_mutex_;
  std::condition_variable changed_;
  std::queue<int> values_;
  std::atomic<int> free_;
  std::atomic<int> filled_ = 0;
};

}  // namespace

std::unique_ptr<BoundedQueue> NewBoundedQueue(size_t capacity) {
  return std::make_unique<Queue>(capacity);
}
