// expect: explore assertion
// Takes the whole list, keeps the first, and gives back the rest: meanwhile the stack looks empty.
#include "stack.h"

#include <atomic>

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
    Add(node, node);
  }

  std::optional<int> Pop() override {
    Node* node = head_.exchange(nullptr);
    if (node == nullptr) return std::nullopt;
    if (Node* rest = node->next) {
      Node* last = rest;
      while (last->next != nullptr) last = last->next;
      Add(rest, last);
    }
    const int value = node->value;
    delete node;
    return value;
  }

 private:
  void Add(Node* first, Node* last) {
    last->next = head_.load();
    while (!head_.compare_exchange_weak(last->next, first)) {
    }
  }
  std::atomic<Node*> head_{nullptr};
};

}  // namespace

std::unique_ptr<Stack> NewStack() { return std::make_unique<MyStack>(); }
