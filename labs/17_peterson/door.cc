// The door of the robot's arm, after G. L. Peterson, "Myths About the Mutual Exclusion Problem",
// 1981.
#include "door.h"

#include <thread>

namespace {

class PetersonDoor : public Door {
 public:
  void Enter(int side) override {
    const int other = 1 - side;
    wants_[side] = true;  // I want in,
    turn_ = other;        // but after you
    while (wants_[other] && turn_ == other) std::this_thread::yield();
  }

  void Leave(int side) override { wants_[side] = false; }

 private:
  bool wants_[2] = {false, false};
  int turn_ = 0;
};

}  // namespace

std::unique_ptr<Door> NewDoor() { return std::make_unique<PetersonDoor>(); }
