// expect: none
// A relaxed counter that is only read after the joins needs no stronger order.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> hits(0);

void Work() {
  hits.fetch_add(1, std::memory_order_relaxed);
  hits.fetch_add(1, std::memory_order_relaxed);
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
  assert(hits.load(std::memory_order_relaxed) == 4);
}
