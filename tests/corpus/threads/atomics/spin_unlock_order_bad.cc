// expect: data-race
// A spin lock that is released with a relaxed store does not order the counter.
#include <atomic>
#include <thread>

std::atomic<bool> locked(false);
int counter = 0;

void Work() {
  while (locked.exchange(true, std::memory_order_acquire)) std::this_thread::yield();
  counter++;
  locked.store(false, std::memory_order_relaxed);
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
}
