// A few locks for all objects, by their address; none is held during a destructor.
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
    std::lock_guard<std::mutex> lock(LockOf(this));
    ++holders_;
  }

  bool HoldUnlessGone() {
    std::lock_guard<std::mutex> lock(LockOf(this));
    return holders_ > 0 && ++holders_ > 0;
  }

  void Drop() {
    std::unique_lock<std::mutex> lock(LockOf(this));
    if (--holders_ > 0) return;
    lock.unlock();
    delete this;
  }

 protected:
  RefCounted() = default;
  virtual ~RefCounted() = default;

 private:
  static std::mutex& LockOf(const void* object) {
    static std::array<std::mutex, 8> locks;
    return locks[reinterpret_cast<uintptr_t>(object) / 64 % locks.size()];
  }

  int holders_ = 1;  // guarded by LockOf(this)
};

#endif  // RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_
