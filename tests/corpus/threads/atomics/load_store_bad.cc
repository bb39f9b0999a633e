// expect: assertion
// An atomic load and an atomic store are no atomic increment.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> counter(0);

void Work() { counter.store(counter.load() + 1); }

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
  assert(counter == 2);
}
