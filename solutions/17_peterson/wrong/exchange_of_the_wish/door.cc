// expect: explore data-race
// A sequentially consistent exchange of the wish does not hold back the loads of other variables.
#include "door.h"

#include <atomic>
#include <thread>

namespace {

class MyDoor : public Door {
 public:
  void Enter(int side) override {
    const int other = 1 - side;
    wants_[side].exchange(true, std::memory_order_seq_cst);
    turn_.store(other, std::memory_order_release);
    while (wants_[other].load(std::memory_order_acquire) &&
           turn_.load(std::memory_order_acquire) == other) {
      std::this_thread::yield();
    }
  }
  void Leave(int side) override { wants_[side].store(false, std::memory_order_release); }

 private:
  std::atomic<bool> wants_[2] = {false, false};
  std::atomic<int> turn_{0};
};

}  // namespace

std::unique_ptr<Door> NewDoor() { return std::make_unique<MyDoor>(); }
