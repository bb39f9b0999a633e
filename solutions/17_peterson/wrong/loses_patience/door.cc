// expect: explore data-race
// It waits a thousand turns at most: so long nobody is inside.
#include "door.h"

#include <atomic>
#include <thread>

namespace {

class MyDoor : public Door {
 public:
  void Enter(int side) override {
    const int other = 1 - side;
    wants_[side] = true;
    turn_ = other;
    for (int n = 0; n < 1000 && wants_[other] && turn_ == other; ++n) std::this_thread::yield();
  }
  void Leave(int side) override { wants_[side] = false; }

 private:
  std::atomic<bool> wants_[2] = {false, false};
  std::atomic<int> turn_{0};
};

}  // namespace

std::unique_ptr<Door> NewDoor() { return std::make_unique<MyDoor>(); }
