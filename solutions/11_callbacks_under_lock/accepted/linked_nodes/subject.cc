// A list of nodes that never move, each with a live mark; new ones are hung in by
// compare-and-exchange.
#include "subject.h"

#include <atomic>
#include <utility>

namespace {

struct Node {
  std::weak_ptr<Observer> observer;
  int ticket = 0;
  std::atomic<bool> live = true;
  std::atomic<Node*> next = nullptr;
};
// Nodes stay until the subject goes: a ticket per subscription is what it costs.
class ListSubject : public Subject {
 public:
  ~ListSubject() override {
    for (Node* node = head_.next; node != nullptr;) delete std::exchange(node, node->next.load());
  }
  int Subscribe(std::weak_ptr<Observer> observer) override {
    Node* node = new Node;
    node->observer = std::move(observer);
    Node* last = &head_;
    for (;;) {
      node->ticket = last->ticket + 1;
      Node* next = nullptr;
      if (last->next.compare_exchange_strong(next, node)) return node->ticket;
      last = next;
    }
  }
  void Unsubscribe(int ticket) override {
    for (Node* node = head_.next; node != nullptr; node = node->next) {
      if (node->ticket == ticket) node->live = false;
    }
  }
  void Notify(int event) override {
    Node* last = &head_;
    for (Node* node = head_.next; node != nullptr; node = node->next) last = node;
    for (Node* node = &head_; node != last;) {
      node = node->next;
      if (!node->live) continue;
      if (const auto observer = node->observer.lock()) observer->OnEvent(event);
    }
  }

 private:
  Node head_;
};

}  // namespace

std::unique_ptr<Subject> NewSubject() { return std::make_unique<ListSubject>(); }
