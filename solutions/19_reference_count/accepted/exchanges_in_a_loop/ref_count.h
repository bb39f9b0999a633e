// One loop of exchanges for all three.
#ifndef RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_
#define RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_

#include <atomic>

// What it promises stands in shared_object.h.
class RefCounted {
 public:
  RefCounted(const RefCounted&) = delete;
  RefCounted& operator=(const RefCounted&) = delete;

  void Hold() { Change(1); }

  bool HoldUnlessGone() { return Change(1); }

  void Drop() {
    long old = holders_.load(std::memory_order_relaxed);
    while (!holders_.compare_exchange_weak(old, old - 1, std::memory_order_acq_rel,
                                           std::memory_order_relaxed)) {
    }
    if (old == 1) delete this;
  }

 protected:
  RefCounted() = default;
  virtual ~RefCounted() = default;

 private:
  // Not from 0.
  bool Change(long by) {
    long old = holders_.load(std::memory_order_relaxed);
    do {
      if (old == 0) return false;
    } while (!holders_.compare_exchange_weak(old, old + by, std::memory_order_relaxed,
                                             std::memory_order_relaxed));
    return true;
  }

  std::atomic<long> holders_{1};
};

#endif  // RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_
