// expect: explore data-race
// Dekker's lock with release and acquire.
#include "door.h"

#include <atomic>
#include <thread>

namespace {

class MyDoor : public Door {
 public:
  void Enter(int side) override {
    const int other = 1 - side;
    wants_[side].store(true, std::memory_order_release);
    while (wants_[other].load(std::memory_order_acquire)) {
      if (turn_.load(std::memory_order_acquire) == side) {
        std::this_thread::yield();
        continue;
      }
      wants_[side].store(false, std::memory_order_release);
      while (turn_.load(std::memory_order_acquire) != side) std::this_thread::yield();
      wants_[side].store(true, std::memory_order_release);
    }
  }
  void Leave(int side) override {
    turn_.store(1 - side, std::memory_order_release);
    wants_[side].store(false, std::memory_order_release);
  }

 private:
  std::atomic<bool> wants_[2] = {false, false};
  std::atomic<int> turn_{0};
};

}  // namespace

std::unique_ptr<Door> NewDoor() { return std::make_unique<MyDoor>(); }
