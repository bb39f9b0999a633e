// Who is not the last only releases; who may be the last exchanges 1 for 0.
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
    int seen = holders_.load(std::memory_order_relaxed);
    for (;;) {
      if (seen == 1) {
        if (holders_.compare_exchange_strong(seen, 0, std::memory_order_acquire,
                                             std::memory_order_relaxed)) {
          delete this;
          return;
        }
      } else if (holders_.compare_exchange_weak(seen, seen - 1, std::memory_order_release,
                                                std::memory_order_relaxed)) {
        return;
      }
    }
  }

 protected:
  RefCounted() = default;
  virtual ~RefCounted() = default;

 private:
  std::atomic<int> holders_{1};
};

#endif  // RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_
