// expect: explore use-after-free
// Each thread has a hazard pointer by its number: the ninth thread shares one with the first.
#include "stack.h"

#include <array>
#include <atomic>
#include <mutex>
#include <vector>

namespace {

struct Node {
  int value;
  Node* next;
};

// A thread in Pop says here which node it looks at.
struct Hazard {
  std::atomic<bool> taken{false};
  std::atomic<Node*> node{nullptr};
};

class HazardStack : public Stack {
 public:
  ~HazardStack() override {
    while (Pop()) {
    }
    for (Node* node : popped_) delete node;
  }

  void Push(int value) override {
    Node* node = new Node{value, head_.load(std::memory_order_relaxed)};
    while (!head_.compare_exchange_weak(node->next, node, std::memory_order_release,
                                        std::memory_order_relaxed)) {
    }
  }

  std::optional<int> Pop() override {
    Hazard& mine = TakeHazard();
    Node* node = Protect(mine);
    while (node != nullptr &&
           !head_.compare_exchange_strong(node, node->next, std::memory_order_acq_rel,
                                          std::memory_order_relaxed)) {
      node = Protect(mine);
    }
    std::optional<int> value;
    if (node != nullptr) value = node->value;
    mine.node.store(nullptr, std::memory_order_release);
    mine.taken.store(false, std::memory_order_release);
    if (node != nullptr) Retire(node);
    return value;
  }

 private:
  Hazard& TakeHazard() {
    static std::atomic<unsigned> threads{0};
    static thread_local const unsigned mine = threads++ % kMostThreads;
    return hazards_[mine];
  }

  // The head, of which the others know that it is in use.
  Node* Protect(Hazard& mine) {
    for (;;) {
      Node* node = head_.load(std::memory_order_relaxed);
      mine.node.store(node, std::memory_order_release);  // the node before is read
      std::atomic_thread_fence(std::memory_order_seq_cst);
      if (head_.load(std::memory_order_acquire) == node) return node;
    }
  }

  // Frees all popped nodes that nobody looks at.
  void Retire(Node* node) {
    std::lock_guard<std::mutex> lock(mutex_);
    popped_.push_back(node);
    std::atomic_thread_fence(std::memory_order_seq_cst);
    std::erase_if(popped_, [this](Node* each) {
      for (const Hazard& hazard : hazards_) {
        if (hazard.node.load(std::memory_order_acquire) == each) return false;
      }
      delete each;
      return true;
    });
  }

  std::atomic<Node*> head_{nullptr};
  std::array<Hazard, kMostThreads> hazards_;
  std::mutex mutex_;  // only of the popped nodes
  std::vector<Node*> popped_;
};

}  // namespace

std::unique_ptr<Stack> NewStack() { return std::make_unique<HazardStack>(); }
