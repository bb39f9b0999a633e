// expect: none
// Two threads add two each, and all four survive.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> counter(0);

void Work() {
  for (int i = 0; i < 2; ++i) {
    int seen = counter;
    while (!counter.compare_exchange_weak(seen, seen + 1)) continue;
  }
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
  assert(counter == 4);
}
