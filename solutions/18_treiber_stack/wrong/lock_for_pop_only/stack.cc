// expect: explore data-race
// Only Pop is locked, and the head is plain.
#include "stack.h"

#include <mutex>

namespace {

struct Node {
  int value;
  Node* next;
};

class HalfLockedStack : public Stack {
 public:
  ~HalfLockedStack() override {
    while (Pop()) {
    }
  }

  void Push(int value) override { head_ = new Node{value, head_}; }

  std::optional<int> Pop() override {
    std::lock_guard<std::mutex> lock(mutex_);
    const std::unique_ptr<Node> node(head_);
    if (node == nullptr) return std::nullopt;
    head_ = node->next;
    return node->value;
  }

 private:
  std::mutex mutex_;
  Node* head_ = nullptr;
};

}  // namespace

std::unique_ptr<Stack> NewStack() { return std::make_unique<HalfLockedStack>(); }
