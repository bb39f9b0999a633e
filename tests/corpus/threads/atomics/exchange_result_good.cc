// expect: none
// A failed compare-and-exchange is tried again with the value that it saw.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> total(0);

void Add(int amount) {
  int seen = total;
  while (!total.compare_exchange_weak(seen, seen + amount)) continue;
}

int main() {
  std::thread a(Add, 1), b(Add, 2);
  a.join();
  b.join();
  assert(total == 3);
}
