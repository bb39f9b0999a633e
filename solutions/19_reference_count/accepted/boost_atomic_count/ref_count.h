// Boost's counter, and a lock of readers and writers for who comes from outside.
#ifndef RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_
#define RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_

#include <boost/smart_ptr/detail/atomic_count.hpp>
#include <mutex>
#include <shared_mutex>

// What it promises stands in shared_object.h.
class RefCounted {
 public:
  RefCounted(const RefCounted&) = delete;
  RefCounted& operator=(const RefCounted&) = delete;

  void Hold() { ++holders_; }

  bool HoldUnlessGone() {
    std::shared_lock lock(dropping_);
    if (holders_ == 0) return false;
    ++holders_;  // nobody drops it just now
    return true;
  }

  void Drop() {
    bool last;
    {
      std::lock_guard lock(dropping_);
      last = --holders_ == 0;
    }
    if (last) delete this;
  }

 protected:
  RefCounted() = default;
  virtual ~RefCounted() = default;

 private:
  std::shared_mutex dropping_;  // taken alone by who drops, shared by who comes from outside
  boost::detail::atomic_count holders_{1};
};

#endif  // RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_
