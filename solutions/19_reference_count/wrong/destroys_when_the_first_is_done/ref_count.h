// expect: functional assertion
// What is dropped in a destructor is destroyed when that one is over.
#ifndef RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_
#define RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_

#include <atomic>
#include <vector>

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
    if (holders_.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
    // A long chain of objects needs no deep stack: who is inside of a destructor leaves it to the
    // first one.
    static thread_local std::vector<RefCounted*> gone;
    static thread_local bool at_work = false;
    gone.push_back(this);
    if (at_work) return;
    at_work = true;
    while (!gone.empty()) {
      RefCounted* next = gone.back();
      gone.pop_back();
      delete next;
    }
    at_work = false;
  }

 protected:
  RefCounted() = default;
  virtual ~RefCounted() = default;

 private:
  std::atomic<int> holders_ = 1;
};

#endif  // RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_
