// expect: none
// A CLH-like queue lock: each thread waits for the node of the one before it.
#include <atomic>
#include <cassert>
#include <thread>

struct Node {
  std::atomic<bool> waiting{false};
};
Node nodes[3];
std::atomic<Node*> tail(nullptr);
int counter = 0;

void Work(int me) {
  nodes[me].waiting = true;
  Node* before = tail.exchange(&nodes[me]);
  while (before != nullptr && before->waiting) std::this_thread::yield();
  counter++;
  nodes[me].waiting = false;
}

int main() {
  std::thread a(Work, 0), b(Work, 1), c(Work, 2);
  a.join();
  b.join();
  c.join();
  assert(counter == 3);
}
