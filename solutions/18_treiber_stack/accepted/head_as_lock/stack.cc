// Who pops takes the head away and leaves a mark, so that all others wait.
#include "stack.h"

#include <atomic>
#include <thread>

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
    for (;;) {
      Node* head = head_.load(std::memory_order_relaxed);
      if (head == Busy()) {
        std::this_thread::yield();
        continue;
      }
      node->next = head;
      if (head_.compare_exchange_weak(head, node, std::memory_order_release,
                                      std::memory_order_relaxed)) {
        return;
      }
    }
  }

  std::optional<int> Pop() override {
    Node* node = nullptr;
    while ((node = head_.exchange(Busy(), std::memory_order_acquire)) == Busy()) {
      std::this_thread::yield();
    }
    head_.store(node == nullptr ? nullptr : node->next, std::memory_order_release);
    if (node == nullptr) return std::nullopt;
    const int value = node->value;
    delete node;
    return value;
  }

 private:
  static Node* Busy() {
    static Node busy{0, nullptr};
    return &busy;
  }
  std::atomic<Node*> head_{nullptr};
};

}  // namespace

std::unique_ptr<Stack> NewStack() { return std::make_unique<MyStack>(); }
