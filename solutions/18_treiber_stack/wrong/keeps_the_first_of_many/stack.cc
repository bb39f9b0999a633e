// expect: explore assertion
// Puts back the first of the nodes that it must keep, and loses those behind it.
#include "stack.h"

#include <atomic>

namespace {

struct Node {
  int value;
  Node* next;              // below it; others may still read it when the node is popped
  Node* popped = nullptr;  // in the list of popped nodes
};

class CountingStack : public Stack {
 public:
  ~CountingStack() override {
    while (Pop()) {
    }
    DeleteAll(popped_.load());
  }

  void Push(int value) override {
    Node* node = new Node{value, head_.load()};
    while (!head_.compare_exchange_weak(node->next, node)) {
    }
  }

  std::optional<int> Pop() override {
    ++inside_;
    Node* node = head_.load();
    while (node != nullptr && !head_.compare_exchange_weak(node, node->next)) {
    }
    std::optional<int> value;
    if (node != nullptr) value = node->value;
    Leave(node);
    return value;
  }

 private:
  // `node` is popped. When nobody else is inside, nobody can know it, nor the popped ones before.
  void Leave(Node* node) {
    if (inside_ == 1) {
      Node* before = popped_.exchange(nullptr);
      if (--inside_ == 0) {
        DeleteAll(before);
      } else if (before != nullptr) {  // somebody came in, and may have seen them
        KeepAll(before);
      }
      delete node;
    } else {
      if (node != nullptr) Keep(node, node);
      --inside_;
    }
  }

  void KeepAll(Node* first) {
    Node* last = first;
    Keep(first, last);
  }

  void Keep(Node* first, Node* last) {
    last->popped = popped_.load();
    while (!popped_.compare_exchange_weak(last->popped, first)) {
    }
  }

  static void DeleteAll(Node* node) {
    while (node != nullptr) {
      Node* next = node->popped;
      delete node;
      node = next;
    }
  }

  std::atomic<Node*> head_{nullptr};
  std::atomic<Node*> popped_{nullptr};
  std::atomic<int> inside_{0};  // threads in Pop
};

}  // namespace

std::unique_ptr<Stack> NewStack() { return std::make_unique<CountingStack>(); }
