// expect: data-race
// The head of a list beside its count, 16 bytes, asked whether it is free of locks. A node changes
// after its push.
#include <atomic>
#include <cstdint>
#include <thread>

struct Node {
  int value;
  Node* next;
};
struct alignas(16) Head {
  Node* first;
  uint64_t changes;
};
std::atomic<Head> head{Head{nullptr, 0}};

void Push(Node* node) {
  Head old = head.load();
  do {
    node->next = old.first;
  } while (!head.compare_exchange_weak(old, Head{node, old.changes + 1}));
}

Node* Pop() {
  Head old = head.load();
  while (old.first != nullptr) {
    if (head.compare_exchange_weak(old, Head{old.first->next, old.changes + 1})) break;
  }
  return old.first;
}

int main() {
  Node node{1, nullptr};
  std::thread pusher([&] {
    Push(&node);
    node.value = 2;
  });
  if (Node* first = Pop()) first->value = 3;
  pusher.join();
  return head.is_lock_free() && sizeof(Head) > 16 ? 1 : 0;
}
