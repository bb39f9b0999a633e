// expect: assertion
// Store buffering: acq_rel fences do not order a store before a later load.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> x(0), y(0);
int r1 = -1, r2 = -1;

void Work(std::atomic<int>& mine, std::atomic<int>& other, int& result) {
  mine.store(1, std::memory_order_relaxed);
  std::atomic_thread_fence(std::memory_order_acq_rel);
  result = other.load(std::memory_order_relaxed);
}

int main() {
  std::thread a([] { Work(x, y, r1); });
  std::thread b([] { Work(y, x, r2); });
  a.join();
  b.join();
  assert(r1 == 1 || r2 == 1);
}
