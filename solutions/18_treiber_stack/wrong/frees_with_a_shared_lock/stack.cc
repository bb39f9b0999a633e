// expect: explore use-after-free
// Frees when it gets the lock as a reader: others may be inside.
#include "stack.h"

#include <atomic>
#include <mutex>
#include <shared_mutex>

namespace {

struct Node {
  int value;
  Node* next;               // below it
  Node* retired = nullptr;  // in the list of popped nodes
};

class MyStack : public Stack {
 public:
  ~MyStack() override {
    while (Pop()) {
    }
    Free(retired_.load());
  }

  void Push(int value) override {
    Node* node = new Node{value, head_.load(std::memory_order_relaxed)};
    while (!head_.compare_exchange_weak(node->next, node, std::memory_order_acq_rel,
                                        std::memory_order_relaxed)) {
    }
  }

  std::optional<int> Pop() override {
    std::optional<int> value;
    {
      std::shared_lock lock(readers_);  // as long as somebody is here, nothing is freed
      Node* node = head_.load(std::memory_order_acquire);
      while (node != nullptr &&
             !head_.compare_exchange_weak(node, node->next, std::memory_order_acq_rel,
                                          std::memory_order_acquire)) {
      }
      if (node == nullptr) return std::nullopt;
      value = node->value;
      node->retired = retired_.load(std::memory_order_relaxed);
      while (!retired_.compare_exchange_weak(node->retired, node, std::memory_order_acq_rel,
                                             std::memory_order_relaxed)) {
      }
    }
    if (readers_.try_lock_shared()) {
      Node* old = retired_.exchange(nullptr, std::memory_order_acq_rel);
      readers_.unlock_shared();
      Free(old);
    }
    return value;
  }

 private:
  static void Free(Node* node) {
    while (node != nullptr) {
      Node* next = node->retired;
      delete node;
      node = next;
    }
  }

  std::atomic<Node*> head_{nullptr};
  std::atomic<Node*> retired_{nullptr};
  std::shared_mutex readers_;
};

}  // namespace

std::unique_ptr<Stack> NewStack() { return std::make_unique<MyStack>(); }
