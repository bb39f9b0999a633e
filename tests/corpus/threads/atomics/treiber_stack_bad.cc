// expect: assertion
// ABA: a node leaves a Treiber stack and comes back, and a slow pop takes a node twice.
#include <atomic>
#include <cassert>
#include <thread>

constexpr int kEnd = -1;
std::atomic<int> head(0);  // nodes 0 -> 1 -> 2
std::atomic<int> next[3] = {1, 2, kEnd};
std::atomic<int> owned[3] = {0, 0, 0};

int Pop() {
  int top = head;
  while (top != kEnd && !head.compare_exchange_weak(top, next[top])) continue;
  if (top == kEnd) return kEnd;
  int owners = ++owned[top];
  assert(owners == 1);
  return top;
}

void Push(int node) {
  --owned[node];
  int top = head;
  do next[node] = top;
  while (!head.compare_exchange_weak(top, node));
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
