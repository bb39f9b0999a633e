// Abseil, and the lock is free before the object goes.
#ifndef RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_
#define RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

// What it promises stands in shared_object.h.
class RefCounted {
 public:
  RefCounted(const RefCounted&) = delete;
  RefCounted& operator=(const RefCounted&) = delete;

  void Hold() {
    absl::MutexLock lock(&mutex_);
    ++holders_;
  }

  bool HoldUnlessGone() {
    absl::MutexLock lock(&mutex_);
    if (holders_ == 0) return false;
    ++holders_;
    return true;
  }

  void Drop() {
    mutex_.Lock();
    const int left = --holders_;
    mutex_.Unlock();
    if (left == 0) delete this;
  }

 protected:
  RefCounted() = default;
  virtual ~RefCounted() = default;

 private:
  absl::Mutex mutex_;
  int holders_ ABSL_GUARDED_BY(mutex_) = 1;
};

#endif  // RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_
