// expect: none
// fetch_add is one atomic step.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> counter(0);

void Work() { counter.fetch_add(1); }

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
  assert(counter == 2);
}
