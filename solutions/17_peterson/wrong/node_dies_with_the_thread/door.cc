// expect: functional hang
// Craig's queue: the last one's node lies in its thread, and the door looks at it when the thread
// has long ended. 'Each is one thread at a time': a side may be another thread later.
#include "door.h"

#include <atomic>
#include <thread>

namespace {

struct Node {
  std::atomic<bool> busy{false};
};

// Two, in turn: the one before may be its own.
thread_local Node nodes[2];
thread_local int which = 0;

class MyDoor : public Door {
 public:
  void Enter(int side) override {
    Node& mine = nodes[which ^= 1];
    mine.busy = true;
    mine_[side] = &mine;
    const Node* before = last_.exchange(&mine);
    while (before != nullptr && before->busy) std::this_thread::yield();
  }
  void Leave(int side) override { mine_[side]->busy = false; }

 private:
  std::atomic<Node*> last_{nullptr};
  Node* mine_[2] = {nullptr, nullptr};
};

}  // namespace

std::unique_ptr<Door> NewDoor() { return std::make_unique<MyDoor>(); }
