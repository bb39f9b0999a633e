// expect: explore deadlock
// A recursive lock by address, held during the destructor.
#ifndef RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_
#define RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_

#include <array>
#include <cstdint>
#include <mutex>

// What it promises stands in shared_object.h.
class RefCounted {
 public:
  RefCounted(const RefCounted&) = delete;
  RefCounted& operator=(const RefCounted&) = delete;

  void Hold() {
    std::lock_guard lock(LockOf(this));
    ++holders_;
  }

  bool HoldUnlessGone() {
    std::lock_guard lock(LockOf(this));
    if (holders_ == 0) return false;
    ++holders_;
    return true;
  }

  void Drop() {
    std::lock_guard lock(LockOf(this));
    if (--holders_ == 0) delete this;
  }

 protected:
  RefCounted() = default;
  virtual ~RefCounted() = default;

 private:
  static std::recursive_mutex& LockOf(const void* object) {
    static std::array<std::recursive_mutex, 8> locks;
    return locks[reinterpret_cast<uintptr_t>(object) / 64 % locks.size()];
  }

  int holders_ = 1;  // guarded by LockOf(this)
};

#endif  // RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_
