// expect: functional crash
// A queue with a place for each who comes, a thousand places: 'however often' is broken, the
// thousand and first writes behind the end.
#include "door.h"

#include <atomic>
#include <thread>

namespace {

class MyDoor : public Door {
 public:
  MyDoor() { places_[0] = true; }
  void Enter(int side) override {
    const int mine = next_++;
    mine_[side] = mine;
    while (!places_[mine]) std::this_thread::yield();
  }
  void Leave(int side) override { places_[mine_[side] + 1] = true; }

 private:
  std::atomic<int> next_{0};
  int mine_[2] = {0, 0};
  std::atomic<bool> places_[1001] = {};
};

}  // namespace

std::unique_ptr<Door> NewDoor() { return std::make_unique<MyDoor>(); }
