// expect: assertion
// A push with a load and a store of the head loses the node of another push.
#include <atomic>
#include <cassert>
#include <thread>

struct Node {
  Node* next = nullptr;
};
Node nodes[2];
std::atomic<Node*> head(nullptr);

void Push(Node* node) {
  node->next = head;
  head = node;
}

int main() {
  std::thread a(Push, &nodes[0]), b(Push, &nodes[1]);
  a.join();
  b.join();
  int count = 0;
  for (Node* node = head; node != nullptr; node = node->next) count++;
  assert(count == 2);
}
