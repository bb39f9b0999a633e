// expect: parallelism livelock
// Each sees that the other one wants in, and steps back for it; then both try again.
#include "door.h"

#include <atomic>
#include <thread>

namespace {

class PoliteDoor : public Door {
 public:
  void Enter(int side) override {
    wants_[side] = true;
    while (wants_[1 - side]) {
      wants_[side] = false;
      std::this_thread::yield();
      wants_[side] = true;
    }
  }

  void Leave(int side) override { wants_[side] = false; }

 private:
  std::atomic<bool> wants_[2] = {false, false};
};

}  // namespace

std::unique_ptr<Door> NewDoor() { return std::make_unique<PoliteDoor>(); }
