// expect: explore assertion
// An exchange that fails is taken for an empty stack.
#include "stack.h"

#include <atomic>
#include <mutex>

namespace {

struct Node {
  int value = 0;
  std::atomic<Node*> next{nullptr};
};

class RecyclingStack : public Stack {
 public:
  ~RecyclingStack() override {
    for (Node* list : {head_.load(), free_.load()}) {
      while (list != nullptr) {
        Node* next = list->next.load();
        delete list;
        list = next;
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
  static inline std::mutex mutex;

  static void Add(std::atomic<Node*>& head, Node* node) {
    Node* old = head.load();
    do {
      node->next = old;
    } while (!head.compare_exchange_weak(old, node));
  }

  static Node* Take(std::atomic<Node*>& head) {
    Node* node = head.load();
    std::lock_guard<std::mutex> lock(mutex);
    if (node == nullptr || !head.compare_exchange_strong(node, node->next.load())) return nullptr;
    return node;
  }

  std::atomic<Node*> head_{nullptr}, free_{nullptr};
};

}  // namespace

std::unique_ptr<Stack> NewStack() { return std::make_unique<RecyclingStack>(); }
