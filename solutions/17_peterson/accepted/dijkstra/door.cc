// Dijkstra's lock of 1965, for two.
#include "door.h"

#include <atomic>
#include <thread>

namespace {

class OwnDoor : public Door {
 public:
  void Enter(int side) override {
    const int other = 1 - side;
    out_[side] = false;
    for (;;) {
      if (turn_ != side) {
        not_yet_[side] = true;
        if (out_[turn_]) turn_ = side;
        std::this_thread::yield();
        continue;
      }
      not_yet_[side] = false;
      if (not_yet_[other]) return;
      std::this_thread::yield();
    }
  }

  void Leave(int side) override {
    not_yet_[side] = true;
    out_[side] = true;
  }

 private:
  std::atomic<bool> out_[2] = {true, true};      // does not want in
  std::atomic<bool> not_yet_[2] = {true, true};  // is not sure yet
  std::atomic<int> turn_{0};
};

}  // namespace

std::unique_ptr<Door> NewDoor() { return std::make_unique<OwnDoor>(); }
