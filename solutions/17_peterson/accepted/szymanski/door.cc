// Szymanski's lock for two: a waiting room, and a door that the last one in shuts.
#include "door.h"

#include <atomic>
#include <thread>

namespace {

class OwnDoor : public Door {
 public:
  void Enter(int side) override {
    const int other = 1 - side;
    state_[side] = 1;  // stands outside
    while (state_[other] >= 3) std::this_thread::yield();
    state_[side] = 3;  // is in the waiting room
    if (state_[other] == 1) {
      state_[side] = 2;  // waits for the other one to come in, too
      while (state_[other] != 4 && state_[other] != 0) std::this_thread::yield();
    }
    state_[side] = 4;  // the door behind is shut
    if (side == 1) {
      while (state_[0] >= 2) std::this_thread::yield();
    }
  }

  void Leave(int side) override {
    if (side == 0) {
      while (state_[1] == 2 || state_[1] == 3) std::this_thread::yield();
    }
    state_[side] = 0;
  }

 private:
  std::atomic<int> state_[2] = {0, 0};
};

}  // namespace

std::unique_ptr<Door> NewDoor() { return std::make_unique<OwnDoor>(); }
