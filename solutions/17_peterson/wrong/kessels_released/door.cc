// expect: explore data-race
// Kessels with release and acquire: each bit has one writer, so that seemed enough.
#include "door.h"

#include <atomic>
#include <thread>

namespace {

class MyDoor : public Door {
 public:
  void Enter(int side) override {
    const int other = 1 - side;
    wants_[side].store(true, std::memory_order_release);
    const int mine = (turn_[other].load(std::memory_order_acquire) + side) % 2;
    turn_[side].store(mine, std::memory_order_release);
    while (wants_[other].load(std::memory_order_acquire) &&
           mine == (turn_[other].load(std::memory_order_acquire) + side) % 2) {
      std::this_thread::yield();
    }
  }
  void Leave(int side) override { wants_[side].store(false, std::memory_order_release); }

 private:
  std::atomic<bool> wants_[2] = {false, false};
  std::atomic<int> turn_[2] = {0, 0};
};

}  // namespace

std::unique_ptr<Door> NewDoor() { return std::make_unique<MyDoor>(); }
