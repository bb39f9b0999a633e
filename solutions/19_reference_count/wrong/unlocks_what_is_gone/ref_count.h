// expect: functional crash
// The guard unlocks a mutex inside of the object, after the object was destroyed.
#ifndef RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_
#define RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_

#include <boost/thread/lock_guard.hpp>
#include <boost/thread/mutex.hpp>

// What it promises stands in shared_object.h.
class RefCounted {
 public:
  RefCounted(const RefCounted&) = delete;
  RefCounted& operator=(const RefCounted&) = delete;

  void Hold() {
    boost::lock_guard<boost::mutex> lock(mutex_);
    ++holders_;
  }

  bool HoldUnlessGone() {
    boost::lock_guard<boost::mutex> lock(mutex_);
    if (holders_ == 0) return false;
    ++holders_;
    return true;
  }

  void Drop() {
    boost::lock_guard<boost::mutex> lock(mutex_);
    if (--holders_ == 0) delete this;
  }

 protected:
  RefCounted() = default;
  virtual ~RefCounted() = default;

 private:
  boost::mutex mutex_;
  int holders_ = 1;  // guarded by mutex_
};

#endif  // RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_
