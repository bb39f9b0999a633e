// expect: explore crash
// The hazard pointer is cleared as soon as `next` is read; the exchange comes later.
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
    Node* node = new Node{value, head_.load()};
    while (!head_.compare_exchange_weak(node->next, node)) {
    }
  }

  std::optional<int> Pop() override {
    Hazard& mine = TakeHazard();
    Node* node = Protect(mine);
    while (node != nullptr) {
      Node* next = node->next;
      mine.node.store(nullptr);
      if (head_.compare_exchange_strong(node, next)) break;
      node = Protect(mine);
    }
    std::optional<int> value;
    if (node != nullptr) value = node->value;
    mine.node.store(nullptr);
    mine.taken.store(false);
    if (node != nullptr) Retire(node);
    return value;
  }

 private:
  Hazard& TakeHazard() {
    for (size_t i = 0;; i = (i + 1) % hazards_.size()) {
      if (!hazards_[i].taken.exchange(true)) return hazards_[i];
    }
  }

  // The head, of which the others know that it is in use.
  Node* Protect(Hazard& mine) {
    for (;;) {
      Node* node = head_.load();
      mine.node.store(node);
      if (head_.load() == node) return node;
    }
  }

  // Frees all popped nodes that nobody looks at.
  void Retire(Node* node) {
    std::lock_guard<std::mutex> lock(mutex_);
    popped_.push_back(node);
    std::erase_if(popped_, [this](Node* each) {
      for (const Hazard& hazard : hazards_) {
        if (hazard.node.load() == each) return false;
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
