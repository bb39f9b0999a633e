// The library counts who holds a node.
#include "stack.h"

#include <atomic>

namespace {

struct Node {
  int value;
  std::shared_ptr<Node> next;
};

class SharedStack : public Stack {
 public:
  ~SharedStack() override {
    while (Pop()) {  // one after the other: a long chain would destroy itself recursively
    }
  }

  void Push(int value) override {
    auto node = std::make_shared<Node>(Node{value, head_.load()});
    while (!head_.compare_exchange_weak(node->next, node)) {
    }
  }

  std::optional<int> Pop() override {
    std::shared_ptr<Node> node = head_.load();
    while (node != nullptr && !head_.compare_exchange_weak(node, node->next)) {
    }
    if (node == nullptr) return std::nullopt;
    return node->value;
  }

 private:
  std::atomic<std::shared_ptr<Node>> head_;
};

}  // namespace

std::unique_ptr<Stack> NewStack() { return std::make_unique<SharedStack>(); }
