// expect: functional assertion
// Tickets of 16 bits, compared by <: when they begin anew, who draws 0 comes in at once, beside
// the one with 65535.
#include "door.h"

#include <atomic>
#include <cstdint>
#include <thread>

namespace {

class MyDoor : public Door {
 public:
  void Enter(int) override {
    const std::uint16_t mine = next_++;
    while (serving_ < mine) std::this_thread::yield();
  }
  void Leave(int) override { ++serving_; }

 private:
  std::atomic<std::uint16_t> next_{0};
  std::atomic<std::uint16_t> serving_{0};
};

}  // namespace

std::unique_ptr<Door> NewDoor() { return std::make_unique<MyDoor>(); }
