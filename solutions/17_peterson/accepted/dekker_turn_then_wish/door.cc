// Dekker with relaxed operations, a full fence after each "I want in"; the turn goes first.
#include "door.h"

#include <atomic>
#include <thread>

namespace {

class MyDoor : public Door {
 public:
  void Enter(int side) override {
    const int other = 1 - side;
    Want(side);
    while (wants_[other].load(std::memory_order_relaxed)) {
      if (turn_.load(std::memory_order_relaxed) != side) {
        wants_[side].store(false, std::memory_order_relaxed);
        while (turn_.load(std::memory_order_relaxed) != side) std::this_thread::yield();
        Want(side);
      } else {
        std::this_thread::yield();
      }
    }
    std::atomic_thread_fence(std::memory_order_acquire);
  }
  void Leave(int side) override {
    turn_.store(1 - side, std::memory_order_relaxed);
    std::atomic_thread_fence(std::memory_order_release);
    wants_[side].store(false, std::memory_order_relaxed);
  }

 private:
  void Want(int side) {
    wants_[side].store(true, std::memory_order_relaxed);
    std::atomic_thread_fence(std::memory_order_seq_cst);
  }
  std::atomic<bool> wants_[2] = {false, false};
  std::atomic<int> turn_{0};
};

}  // namespace

std::unique_ptr<Door> NewDoor() { return std::make_unique<MyDoor>(); }
