// Whoever counts down to 0 tries to set a bit that says: gone. Until then others may come back.
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
    for (unsigned seen = holders_.load(std::memory_order_relaxed); (seen & kGone) == 0;) {
      if (seen == 0) return false;  // the last one is about to destroy it
      if (holders_.compare_exchange_weak(seen, seen + 1, std::memory_order_relaxed)) return true;
    }
    return false;
  }

  void Drop() {
    unsigned seen = holders_.load(std::memory_order_relaxed);
    while (!holders_.compare_exchange_weak(seen, seen == 1 ? kGone : seen - 1,
                                           std::memory_order_acq_rel, std::memory_order_relaxed)) {
    }
    if (seen == 1) delete this;
  }

 protected:
  RefCounted() = default;
  virtual ~RefCounted() = default;

 private:
  static constexpr unsigned kGone = 1u << 31;
  std::atomic<unsigned> holders_ = 1;
};

#endif  // RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_
