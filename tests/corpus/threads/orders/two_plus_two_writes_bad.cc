// expect: assertion
// 2+2W: with release stores both variables may end with the first value of the other thread.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> x(0), y(0);

int main() {
  std::thread a([] {
    x.store(1, std::memory_order_release);
    y.store(2, std::memory_order_release);
  });
  std::thread b([] {
    y.store(1, std::memory_order_release);
    x.store(2, std::memory_order_release);
  });
  a.join();
  b.join();
  assert(!(x == 1 && y == 1));
}
