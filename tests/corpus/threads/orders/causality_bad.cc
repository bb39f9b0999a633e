// expect: assertion
// WRC: a relaxed relay does not carry the first store to the last reader.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> x(0), y(0);

int main() {
  std::thread writer([] { x.store(1, std::memory_order_relaxed); });
  std::thread relay([] {
    if (x.load(std::memory_order_relaxed) == 1) y.store(1, std::memory_order_relaxed);
  });
  std::thread reader([] {
    if (y.load(std::memory_order_acquire) == 1) assert(x.load(std::memory_order_relaxed) == 1);
  });
  writer.join();
  relay.join();
  reader.join();
}
