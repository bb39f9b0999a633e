// Dekker's lock: who has not the turn steps back until it has.
#include "door.h"

#include <atomic>
#include <thread>

namespace {

class PetersonDoor : public Door {
 public:
  void Enter(int side) override {
    const int other = 1 - side;
    wants_[side] = true;
    while (wants_[other]) {
      if (turn_ == side) continue;
      wants_[side] = false;
      while (turn_ != side) std::this_thread::yield();
      wants_[side] = true;
    }
  }

  void Leave(int side) override {
    turn_ = 1 - side;
    wants_[side] = false;
  }

 private:
  std::atomic<bool> wants_[2] = {false, false};
  std::atomic<int> turn_{0};
};

}  // namespace

std::unique_ptr<Door> NewDoor() { return std::make_unique<PetersonDoor>(); }
