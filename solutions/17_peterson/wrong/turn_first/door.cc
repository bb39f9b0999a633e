// expect: explore data-race
// The two first lines of Enter are exchanged.
#include "door.h"

#include <atomic>
#include <thread>

namespace {

class PetersonDoor : public Door {
 public:
  void Enter(int side) override {
    const int other = 1 - side;
    turn_ = other;
    wants_[side] = true;
    while (wants_[other] && turn_ == other) std::this_thread::yield();
  }

  void Leave(int side) override { wants_[side] = false; }

 private:
  std::atomic<bool> wants_[2] = {false, false};
  std::atomic<int> turn_{0};
};

}  // namespace

std::unique_ptr<Door> NewDoor() { return std::make_unique<PetersonDoor>(); }
