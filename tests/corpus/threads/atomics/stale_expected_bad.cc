// expect: livelock
// The retry loop resets the expected value to the one that can never come back.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> total(0);

void Add(int amount) {
  const int seen = total;
  int expected = seen;
  while (!total.compare_exchange_strong(expected, seen + amount)) {
    expected = seen;
    std::this_thread::yield();
  }
}

int main() {
  std::thread a(Add, 1), b(Add, 2);
  a.join();
  b.join();
  assert(total == 3);
}
