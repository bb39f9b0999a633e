// Plain operators of an atomic, each one step.
#ifndef RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_
#define RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_

#include <atomic>

// What it promises stands in shared_object.h.
class RefCounted {
 public:
  RefCounted(const RefCounted&) = delete;
  RefCounted& operator=(const RefCounted&) = delete;

  void Hold() { ++holders_; }

  bool HoldUnlessGone() {
    for (long seen = holders_; seen != 0;) {
      if (holders_.compare_exchange_strong(seen, seen + 1)) return true;
    }
    return false;
  }

  void Drop() {
    if (--holders_ == 0) delete this;
  }

 protected:
  RefCounted() = default;
  virtual ~RefCounted() = default;

 private:
  std::atomic<long> holders_{1};
};

#endif  // RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_
