// expect: explore data-race
// The other side will have seen it after a millisecond.
#include "door.h"

#include <atomic>
#include <chrono>
#include <thread>

namespace {

class PetersonDoor : public Door {
 public:
  void Enter(int side) override {
    const int other = 1 - side;
    wants_[side].store(true, std::memory_order_release);
    turn_.store(other, std::memory_order_release);
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
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
