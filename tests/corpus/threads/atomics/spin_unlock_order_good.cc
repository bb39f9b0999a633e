// expect: none
// A test-and-test-and-set lock: relaxed look, acquire exchange, release store, no yield.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<bool> locked(false);
int counter = 0;

void Work() {
  while (locked.exchange(true, std::memory_order_acquire)) {
    while (locked.load(std::memory_order_relaxed)) continue;
  }
  counter++;
  locked.store(false, std::memory_order_release);
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
  assert(counter == 2);
}
