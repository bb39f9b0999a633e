// Side 0 insists; side 1 steps back while side 0 wants in (Burns, Lamport: one bit).
#include "door.h"

#include <atomic>
#include <thread>

namespace {

class MyDoor : public Door {
 public:
  void Enter(int side) override {
    if (side == 0) {
      wants_[0] = true;
      while (wants_[1]) std::this_thread::yield();
      return;
    }
    for (;;) {
      wants_[1] = true;
      if (!wants_[0]) return;
      wants_[1] = false;
      while (wants_[0]) std::this_thread::yield();
    }
  }
  void Leave(int side) override { wants_[side] = false; }

 private:
  std::atomic<bool> wants_[2] = {false, false};
};

}  // namespace

std::unique_ptr<Door> NewDoor() { return std::make_unique<MyDoor>(); }
