// expect: explore data-race
// One exchange puts the node on top; what is below is written afterwards.
#include "stack.h"

#include <atomic>
#include <mutex>

namespace {

struct Node {
  int value;
  Node* next;
};

class MyStack : public Stack {
 public:
  ~MyStack() override {
    while (Pop()) {
    }
  }

  void Push(int value) override {
    Node* node = new Node{value, nullptr};
    node->next = head_.exchange(node);
  }

  std::optional<int> Pop() override {
    std::lock_guard lock(poppers_);  // one at a time: no ABA, and nobody else frees
    Node* node = head_;
    while (node != nullptr && !head_.compare_exchange_weak(node, node->next)) {
    }
    if (node == nullptr) return std::nullopt;
    const int value = node->value;
    delete node;
    return value;
  }

 private:
  std::mutex poppers_;
  std::atomic<Node*> head_{nullptr};
};

}  // namespace

std::unique_ptr<Stack> NewStack() { return std::make_unique<MyStack>(); }
