// expect: none
// A push with compare-and-exchange keeps every node; exchange takes the whole stack.
#include <atomic>
#include <cassert>
#include <thread>

struct Node {
  Node* next = nullptr;
};
std::atomic<Node*> head(nullptr);
std::atomic<int> taken(0);

void Push() {
  Node* node = new Node;
  node->next = head;
  while (!head.compare_exchange_weak(node->next, node)) continue;
}

void TakeAll() {
  for (Node* node = head.exchange(nullptr); node != nullptr;) {
    Node* next = node->next;
    delete node;
    node = next;
    taken++;
  }
}

int main() {
  std::thread a(Push), b(Push), c(TakeAll);
  a.join();
  b.join();
  c.join();
  TakeAll();
  assert(taken == 2);
}
