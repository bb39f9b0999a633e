// expect: functional hang
// The sides come in strictly in turn: who is alone waits for ever.
#include "door.h"

#include <atomic>
#include <thread>

namespace {

class PetersonDoor : public Door {
 public:
  void Enter(int side) override {
    while (turn_ != side) std::this_thread::yield();
  }

  void Leave(int side) override { turn_ = 1 - side; }

 private:
  std::atomic<int> turn_{0};
};

}  // namespace

std::unique_ptr<Door> NewDoor() { return std::make_unique<PetersonDoor>(); }
