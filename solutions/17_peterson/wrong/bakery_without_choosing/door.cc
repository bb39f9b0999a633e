// expect: explore data-race
// Both draw the same number, and one has looked before the other has written it down.
#include "door.h"

#include <atomic>
#include <thread>

namespace {

class MyDoor : public Door {
 public:
  void Enter(int side) override {
    const int other = 1 - side;
    number_[side] = number_[other] + 1;
    for (;;) {
      const long his = number_[other];
      const long mine = number_[side];
      if (his == 0 || his > mine || (his == mine && other > side)) return;
      std::this_thread::yield();
    }
  }
  void Leave(int side) override { number_[side] = 0; }

 private:
  std::atomic<long> number_[2] = {0, 0};
};

}  // namespace

std::unique_ptr<Door> NewDoor() { return std::make_unique<MyDoor>(); }
