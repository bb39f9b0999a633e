// expect: none
// A test-and-set spin lock with acquire and release.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic_flag locked = ATOMIC_FLAG_INIT;
int counter = 0;

void Work() {
  while (locked.test_and_set(std::memory_order_acquire)) std::this_thread::yield();
  counter++;
  locked.clear(std::memory_order_release);
}

int main() {
  std::thread a(Work), b(Work), c(Work);
  a.join();
  b.join();
  c.join();
  assert(counter == 3);
}
