// expect: explore assertion
// Whoever finds the object counts up, whatever the count is.
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
    Hold();
    return true;
  }

  void Drop() {
    if (holders_.fetch_sub(1, std::memory_order_acq_rel) == 1) delete this;
  }

 protected:
  RefCounted() = default;
  virtual ~RefCounted() = default;

 private:
  std::atomic<int> holders_ = 1;
};

#endif  // RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_
