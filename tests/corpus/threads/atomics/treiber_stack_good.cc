// expect: none
// A tag that counts the changes of the head makes a Treiber stack safe from ABA.
#include <atomic>
#include <cassert>
#include <thread>

struct alignas(8) Head {
  int node;
  unsigned tag;
};
constexpr int kEnd = -1;
std::atomic<Head> head(Head{0, 0});  // nodes 0 -> 1 -> 2
std::atomic<int> next[3] = {1, 2, kEnd};
std::atomic<int> owned[3] = {0, 0, 0};

int Pop() {
  Head top = head;
  while (top.node != kEnd && !head.compare_exchange_weak(top, Head{next[top.node], top.tag + 1}))
    continue;
  if (top.node == kEnd) return kEnd;
  int owners = ++owned[top.node];
  assert(owners == 1);
  return top.node;
}

void Push(int node) {
  --owned[node];
  Head top = head;
  do next[node] = top.node;
  while (!head.compare_exchange_weak(top, Head{node, top.tag + 1}));
}

int main() {
  std::thread slow([] {
    Pop();
    Pop();
  });
  std::thread quick([] {
    int first = Pop();
    Pop();
    if (first != kEnd) Push(first);
  });
  slow.join();
  quick.join();
}
