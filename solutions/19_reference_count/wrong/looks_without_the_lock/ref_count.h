// expect: explore data-race
// Counts down under the lock, and looks at the count without it.
#ifndef RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_
#define RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_

#include <mutex>

// What it promises stands in shared_object.h.
class RefCounted {
 public:
  RefCounted(const RefCounted&) = delete;
  RefCounted& operator=(const RefCounted&) = delete;

  void Hold() {
    std::lock_guard lock(mutex_);
    ++holders_;
  }

  bool HoldUnlessGone() {
    std::lock_guard lock(mutex_);
    if (holders_ == 0) return false;
    ++holders_;
    return true;
  }

  void Drop() {
    {
      std::lock_guard lock(mutex_);
      --holders_;
    }
    if (holders_ == 0) delete this;
  }

 protected:
  RefCounted() = default;
  virtual ~RefCounted() = default;

 private:
  std::mutex mutex_;
  int holders_ = 1;  // guarded by mutex_
};

#endif  // RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_
