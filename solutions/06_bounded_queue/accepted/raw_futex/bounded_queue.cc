// A lock and two bells, all made of the kernel's futex call.
#include "bounded_queue.h"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <climits>
#include <vector>

namespace {

void Sleep(std::atomic<int>& word, int while_it_is) {
  syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, while_it_is, nullptr, nullptr, 0);
}
void Wake(std::atomic<int>& word, int most) {
  syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, most, nullptr, nullptr, 0);
}

// 0 free, 1 locked, 2 locked and somebody may wait. After Ulrich Drepper, "Futexes Are Tricky".
class FutexLock {
 public:
  void Lock() {
    int seen = 0;
    if (word_.compare_exchange_strong(seen, 1)) return;
    if (seen != 2) seen = word_.exchange(2);
    while (seen != 0) {
      Sleep(word_, 2);
      seen = word_.exchange(2);
    }
  }
  void Unlock() {
    if (word_.exchange(0) == 2) Wake(word_, 1);
  }

 private:
  std::atomic<int> word_{0};
};

class FutexQueue : public BoundedQueue {
 public:
  explicit FutexQueue(size_t capacity) : ring_(capacity) {}

  void Push(int value) override {
    while (!TryPush(value, &pops_)) {
    }
  }
  int Pop() override {
    int value = 0;
    while (!TryPop(&value, &pushes_)) {
    }
    return value;
  }
  bool TryPush(int value) override { return TryPush(value, nullptr); }
  bool TryPop(int* value) override { return TryPop(value, nullptr); }
  size_t Size() const override {
    lock_.Lock();
    const size_t size = count_;
    lock_.Unlock();
    return size;
  }

 private:
  // When it cannot, waits until `bell` rings, if there is one.
  bool TryPush(int value, std::atomic<int>* bell) {
    lock_.Lock();
    if (count_ == ring_.size()) return Refuse(bell);
    ring_[(first_ + count_++) % ring_.size()] = value;
    ++pushes_;
    lock_.Unlock();
    Wake(pushes_, INT_MAX);
    return true;
  }
  bool TryPop(int* value, std::atomic<int>* bell) {
    lock_.Lock();
    if (count_ == 0) return Refuse(bell);
    *value = ring_[first_];
    first_ = (first_ + 1) % ring_.size();
    --count_;
    ++pops_;
    lock_.Unlock();
    Wake(pops_, INT_MAX);
    return true;
  }
  bool Refuse(std::atomic<int>* bell) {
    const int rung = bell == nullptr ? 0 : bell->load();
    lock_.Unlock();
    if (bell != nullptr) Sleep(*bell, rung);
    return false;
  }

  mutable FutexLock lock_;
  std::atomic<int> pushes_{0}, pops_{0};
  std::vector<int> ring_;
  size_t first_ = 0;
  size_t count_ = 0;
};

}  // namespace

std::unique_ptr<BoundedQueue> NewBoundedQueue(size_t capacity) {
  return std::make_unique<FutexQueue>(capacity);
}
