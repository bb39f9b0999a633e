// expect: explore data-race
// A shared pointer counts safely, but the pointer itself is copied and set without protection.
#include "stack.h"

#include <memory>

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
    auto node = std::make_shared<Node>(Node{value, head_});
    head_ = node;
  }

  std::optional<int> Pop() override {
    std::shared_ptr<Node> node = head_;
    if (node == nullptr) return std::nullopt;
    head_ = node->next;
    return node->value;
  }

 private:
  std::shared_ptr<Node> head_;
};

}  // namespace

std::unique_ptr<Stack> NewStack() { return std::make_unique<SharedStack>(); }
