// A list behind a flag that is tested and set in one step.
#include "stack.h"

#include <atomic>
#include <thread>

namespace {

struct Node {
  int value;
  Node* next;
};

class SpinningStack : public Stack {
 public:
  ~SpinningStack() override {
    while (Pop()) {
    }
  }

  void Push(int value) override {
    Node* node = new Node{value, nullptr};
    Lock();
    node->next = head_;
    head_ = node;
    busy_.clear(std::memory_order_release);
  }

  std::optional<int> Pop() override {
    Lock();
    const std::unique_ptr<Node> node(head_);
    if (node != nullptr) head_ = node->next;
    busy_.clear(std::memory_order_release);
    if (node == nullptr) return std::nullopt;
    return node->value;
  }

 private:
  void Lock() {
    while (busy_.test_and_set(std::memory_order_acquire)) std::this_thread::yield();
  }

  std::atomic_flag busy_ = ATOMIC_FLAG_INIT;
  Node* head_ = nullptr;
};

}  // namespace

std::unique_ptr<Stack> NewStack() { return std::make_unique<SpinningStack>(); }
