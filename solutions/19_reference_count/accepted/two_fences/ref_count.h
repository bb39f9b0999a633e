// Both orders come from fences.
#ifndef RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_
#define RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_

#include <atomic>

// What it promises stands in shared_object.h.
class RefCounted {
 public:
  RefCounted(const RefCounted&) = delete;
  RefCounted& operator=(const RefCounted&) = delete;

  void Hold() { holders_.fetch_add(1, std::memory_order_relaxed); }

  bool HoldUnlessGone() {
    int seen = holders_.load(std::memory_order_relaxed);
    while (seen > 0) {
      if (holders_.compare_exchange_weak(seen, seen + 1, std::memory_order_relaxed)) return true;
    }
    return false;
  }

  void Drop() {
    std::atomic_thread_fence(std::memory_order_release);
    if (holders_.fetch_sub(1, std::memory_order_relaxed) != 1) return;
    std::atomic_thread_fence(std::memory_order_acquire);
    delete this;
  }

 protected:
  RefCounted() = default;
  virtual ~RefCounted() = default;

 private:
  std::atomic<int> holders_ = 1;
};

#endif  // RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_
