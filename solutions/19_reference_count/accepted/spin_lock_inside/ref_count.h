// A spin lock in each object. It is free again before the object goes.
#ifndef RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_
#define RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_

#include <atomic>
#include <thread>

// What it promises stands in shared_object.h.
class RefCounted {
 public:
  RefCounted(const RefCounted&) = delete;
  RefCounted& operator=(const RefCounted&) = delete;

  void Hold() {
    const Busy busy(busy_);
    ++holders_;
  }

  bool HoldUnlessGone() {
    const Busy busy(busy_);
    if (holders_ == 0) return false;
    ++holders_;
    return true;
  }

  void Drop() {
    bool last = false;
    {
      const Busy busy(busy_);
      last = --holders_ == 0;
    }
    if (last) delete this;
  }

 protected:
  RefCounted() = default;
  virtual ~RefCounted() = default;

 private:
  class Busy {
   public:
    explicit Busy(std::atomic_flag& flag) : flag_(flag) {
      while (flag_.test_and_set(std::memory_order_acquire)) std::this_thread::yield();
    }
    ~Busy() { flag_.clear(std::memory_order_release); }

   private:
    std::atomic_flag& flag_;
  };

  std::atomic_flag busy_ = ATOMIC_FLAG_INIT;
  unsigned holders_ = 1;
};

#endif  // RACELAB_LABS_19_REFERENCE_COUNT_REF_COUNT_H_
