// Kessels 1982: the turn is two bits, each written by one side only.
#include "door.h"

#include <atomic>
#include <thread>

namespace {

class MyDoor : public Door {
 public:
  void Enter(int side) override {
    const int other = 1 - side;
    wants_[side] = true;
    const int mine = (turn_[other] + side) % 2;
    turn_[side] = mine;
    while (wants_[other] && mine == (turn_[other] + side) % 2) std::this_thread::yield();
  }
  void Leave(int side) override { wants_[side] = false; }

 private:
  std::atomic<bool> wants_[2] = {false, false};
  std::atomic<int> turn_[2] = {0, 0};
};

}  // namespace

std::unique_ptr<Door> NewDoor() { return std::make_unique<MyDoor>(); }
