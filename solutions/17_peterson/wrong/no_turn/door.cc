// expect: explore livelock
// Both want in, and both wait for the other.
#include "door.h"

#include <atomic>
#include <thread>

namespace {

class PetersonDoor : public Door {
 public:
  void Enter(int side) override {
    wants_[side] = true;
    while (wants_[1 - side]) std::this_thread::yield();
  }

  void Leave(int side) override { wants_[side] = false; }

 private:
  std::atomic<bool> wants_[2] = {false, false};
};

}  // namespace

std::unique_ptr<Door> NewDoor() { return std::make_unique<PetersonDoor>(); }
