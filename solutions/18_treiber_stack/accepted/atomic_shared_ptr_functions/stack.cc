// The same with the free functions for shared pointers.
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
    auto node = std::make_shared<Node>(Node{value, std::atomic_load(&head_)});
    while (!std::atomic_compare_exchange_weak(&head_, &node->next, node)) {
    }
  }

  std::optional<int> Pop() override {
    std::shared_ptr<Node> node = std::atomic_load(&head_);
    while (node != nullptr && !std::atomic_compare_exchange_weak(&head_, &node, node->next)) {
    }
    if (node == nullptr) return std::nullopt;
    return node->value;
  }

 private:
  std::shared_ptr<Node> head_;
};

}  // namespace

std::unique_ptr<Stack> NewStack() { return std::make_unique<SharedStack>(); }
