// expect: explore data-race
// Only side 0 pays for the full fences, because it comes less often.
#include "door.h"

#include <atomic>
#include <thread>

namespace {

class MyDoor : public Door {
 public:
  void Enter(int side) override {
    const int other = 1 - side;
    wants_[side].store(true, std::memory_order_release);
    if (side == 0) std::atomic_thread_fence(std::memory_order_seq_cst);
    turn_.store(other, std::memory_order_release);
    if (side == 0) std::atomic_thread_fence(std::memory_order_seq_cst);
    while (wants_[other].load(std::memory_order_acquire) &&
           turn_.load(std::memory_order_acquire) == other) {
      std::this_thread::yield();
    }
  }
  void Leave(int side) override { wants_[side].store(false, std::memory_order_release); }

 private:
  std::atomic<bool> wants_[2] = {false, false};
  std::atomic<int> turn_{0};
};

}  // namespace

std::unique_ptr<Door> NewDoor() { return std::make_unique<MyDoor>(); }
