// expect: functional assertion
// No node is freed, so no pointer dangles; the memory grows without end.
#include "stack.h"

#include <atomic>

namespace {

struct Node {
  int value;
  Node* next;
};

class TreiberStack : public Stack {
 public:
  ~TreiberStack() override {
    while (Pop()) {
    }
  }

  void Push(int value) override {
    Node* node = new Node{value, head_.load(std::memory_order_relaxed)};
    while (!head_.compare_exchange_weak(node->next, node, std::memory_order_release,
                                        std::memory_order_relaxed)) {
    }
  }

  std::optional<int> Pop() override {
    Node* node = head_.load(std::memory_order_acquire);
    while (node != nullptr &&
           !head_.compare_exchange_weak(node, node->next, std::memory_order_acquire,
                                        std::memory_order_acquire)) {
    }
    if (node == nullptr) return std::nullopt;
    const int value = node->value;
    // Somebody may still look at it.
    return value;
  }

 private:
  std::atomic<Node*> head_{nullptr};
};

}  // namespace

std::unique_ptr<Stack> NewStack() { return std::make_unique<TreiberStack>(); }
