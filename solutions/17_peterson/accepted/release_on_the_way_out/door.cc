// Entering needs the strongest order, leaving only a release.
#include "door.h"

#include <atomic>
#include <thread>

namespace {

class PetersonDoor : public Door {
 public:
  void Enter(int side) override {
    const int other = 1 - side;
    wants_[side].store(true);
    turn_.store(other);
    while (wants_[other].load() && turn_.load() == other) {
      std::this_thread::yield();
    }
  }

  void Leave(int side) override { wants_[side].store(false, std::memory_order_release); }

 private:
  std::atomic<bool> wants_[2] = {false, false};
  std::atomic<int> turn_{0};
};

}  // namespace

std::unique_ptr<Door> NewDoor() { return std::make_unique<PetersonDoor>(); }
