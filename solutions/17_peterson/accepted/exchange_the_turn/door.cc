// Read-modify-writes of one variable are in one order: the later one sees what the earlier one
// released.
#include "door.h"

#include <atomic>
#include <thread>

namespace {

class PetersonDoor : public Door {
 public:
  void Enter(int side) override {
    const int other = 1 - side;
    wants_[side].store(true, std::memory_order_relaxed);
    turn_.exchange(other, std::memory_order_acq_rel);
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

std::unique_ptr<Door> NewDoor() { return std::make_unique<PetersonDoor>(); }
