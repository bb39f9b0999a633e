// expect: explore data-race
// Peterson's lock, with one turn for all doors: who comes to another door gives the turn away here.
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

  void Leave(int side) override { wants_[side].store(false); }

 private:
  std::atomic<bool> wants_[2] = {false, false};
  static inline std::atomic<int> turn_{0};
};

}  // namespace

std::unique_ptr<Door> NewDoor() { return std::make_unique<PetersonDoor>(); }
