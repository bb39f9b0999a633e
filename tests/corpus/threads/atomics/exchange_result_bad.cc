// expect: assertion
// A failed compare-and-exchange is not tried again.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> total(0);

void Add(int amount) {
  int seen = total;
  total.compare_exchange_strong(seen, seen + amount);
}

int main() {
  std::thread a(Add, 1), b(Add, 2);
  a.join();
  b.join();
  assert(total == 3);
}
