// expect: explore data-race
// The test and the set are two steps.
#include "door.h"

#include <atomic>
#include <thread>

namespace {

class PetersonDoor : public Door {
 public:
  void Enter(int side) override {
    static_cast<void>(side);
    while (inside_.load()) std::this_thread::yield();
    inside_.store(true);
  }

  void Leave(int side) override {
    static_cast<void>(side);
    inside_.store(false);
  }

 private:
  std::atomic<bool> inside_{false};
};

}  // namespace

std::unique_ptr<Door> NewDoor() { return std::make_unique<PetersonDoor>(); }
