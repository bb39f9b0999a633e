// The head is a pointer and a number, changed in one step of 16 bytes; nodes are used again.
#include "stack.h"

#include <atomic>
#include <cstdint>

namespace {

struct Node {
  std::atomic<int> value{0};
  std::atomic<Node*> next{nullptr};
};

struct alignas(16) Head {
  Node* node = nullptr;
  uint64_t changes = 0;
};

class MyStack : public Stack {
 public:
  ~MyStack() override {
    for (std::atomic<Head>* list : {&head_, &free_}) {
      Node* node = list->load().node;
      while (node != nullptr) {
        Node* next = node->next;
        delete node;
        node = next;
      }
    }
  }

  void Push(int value) override {
    Node* node = Take(free_);
    if (node == nullptr) node = new Node;
    node->value = value;
    Add(head_, node);
  }

  std::optional<int> Pop() override {
    Node* node = Take(head_);
    if (node == nullptr) return std::nullopt;
    const int value = node->value;
    Add(free_, node);
    return value;
  }

 private:
  static void Add(std::atomic<Head>& list, Node* node) {
    Head old = list.load();
    do {
      node->next = old.node;
    } while (!list.compare_exchange_weak(old, Head{node, old.changes + 1}));
  }

  static Node* Take(std::atomic<Head>& list) {
    Head old = list.load();
    while (old.node != nullptr &&
           !list.compare_exchange_weak(old, Head{old.node->next, old.changes + 1})) {
    }
    return old.node;
  }

  std::atomic<Head> head_{Head{}}, free_{Head{}};
};

}  // namespace

std::unique_ptr<Stack> NewStack() { return std::make_unique<MyStack>(); }
