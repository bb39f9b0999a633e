// A queue of those who wait (Mellor-Crummey and Scott).
#include "door.h"

#include <atomic>
#include <thread>

namespace {

class MyDoor : public Door {
 public:
  void Enter(int side) override {
    Node& mine = nodes_[side];
    mine.next.store(nullptr, std::memory_order_relaxed);
    mine.waiting.store(true, std::memory_order_relaxed);
    Node* before = last_.exchange(&mine, std::memory_order_acq_rel);
    if (before == nullptr) return;
    before->next.store(&mine, std::memory_order_release);
    while (mine.waiting.load(std::memory_order_acquire)) std::this_thread::yield();
  }
  void Leave(int side) override {
    Node& mine = nodes_[side];
    Node* next = mine.next.load(std::memory_order_acquire);
    if (next == nullptr) {
      Node* expected = &mine;
      if (last_.compare_exchange_strong(expected, nullptr, std::memory_order_release,
                                        std::memory_order_relaxed)) {
        return;
      }
      while ((next = mine.next.load(std::memory_order_acquire)) == nullptr) {
        std::this_thread::yield();
      }
    }
    next->waiting.store(false, std::memory_order_release);
  }

 private:
  struct Node {
    std::atomic<Node*> next{nullptr};
    std::atomic<bool> waiting{false};
  };
  Node nodes_[2];
  std::atomic<Node*> last_{nullptr};
};

}  // namespace

std::unique_ptr<Door> NewDoor() { return std::make_unique<MyDoor>(); }
