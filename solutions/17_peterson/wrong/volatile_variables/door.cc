// expect: explore data-race
// volatile is neither atomic nor ordered.
#include "door.h"

#include <thread>

namespace {

class PetersonDoor : public Door {
 public:
  void Enter(int side) override {
    const int other = 1 - side;
    wants_[side] = true;
    turn_ = other;
    while (wants_[other] && turn_ == other) std::this_thread::yield();
  }

  void Leave(int side) override { wants_[side] = false; }

 private:
  volatile bool wants_[2] = {false, false};
  volatile int turn_ = 0;
};

}  // namespace

std::unique_ptr<Door> NewDoor() { return std::make_unique<PetersonDoor>(); }
