// Lamport's bakery: who has the smaller number comes in.
#include "door.h"

#include <atomic>
#include <thread>

namespace {

class MyDoor : public Door {
 public:
  void Enter(int side) override {
    const int other = 1 - side;
    choosing_[side] = true;
    number_[side] = number_[other] + 1;
    choosing_[side] = false;
    while (choosing_[other]) std::this_thread::yield();
    for (;;) {
      const long his = number_[other];
      const long mine = number_[side];
      if (his == 0 || his > mine || (his == mine && other > side)) return;
      std::this_thread::yield();
    }
  }
  void Leave(int side) override { number_[side] = 0; }

 private:
  std::atomic<bool> choosing_[2] = {false, false};
  std::atomic<long> number_[2] = {0, 0};
};

}  // namespace

std::unique_ptr<Door> NewDoor() { return std::make_unique<MyDoor>(); }
