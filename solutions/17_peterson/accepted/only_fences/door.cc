// Relaxed operations; two full fences, and one for what was done inside on each way.
#include "door.h"

#include <atomic>
#include <thread>

namespace {

class PetersonDoor : public Door {
 public:
  void Enter(int side) override {
    const int other = 1 - side;
    wants_[side].store(true, std::memory_order_relaxed);
    std::atomic_thread_fence(std::memory_order_seq_cst);
    turn_.store(other, std::memory_order_relaxed);
    std::atomic_thread_fence(std::memory_order_seq_cst);
    while (wants_[other].load(std::memory_order_relaxed) &&
           turn_.load(std::memory_order_relaxed) == other) {
      std::this_thread::yield();
    }
    std::atomic_thread_fence(std::memory_order_acquire);
  }

  void Leave(int side) override {
    std::atomic_thread_fence(std::memory_order_release);
    wants_[side].store(false, std::memory_order_relaxed);
  }

 private:
  std::atomic<bool> wants_[2] = {false, false};
  std::atomic<int> turn_{0};
};

}  // namespace

std::unique_ptr<Door> NewDoor() { return std::make_unique<PetersonDoor>(); }
