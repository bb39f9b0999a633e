// expect: none
// The retry loop reads the value again.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> total(0);

void Add(int amount) {
  int seen = total;
  while (!total.compare_exchange_strong(seen, seen + amount)) {
    seen = total;
    std::this_thread::yield();
  }
}

int main() {
  std::thread a(Add, 1), b(Add, 2);
  a.join();
  b.join();
  assert(total == 3);
}
