// expect: assertion
// IRIW: with acquire loads two readers may disagree about the order of two independent stores.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> x(0), y(0);
bool x_first = false, y_first = false;

int main() {
  std::thread wx([] { x.store(1, std::memory_order_release); });
  std::thread wy([] { y.store(1, std::memory_order_release); });
  std::thread rx([] {
    int first = x.load(std::memory_order_acquire);
    x_first = first == 1 && y.load(std::memory_order_acquire) == 0;
  });
  std::thread ry([] {
    int first = y.load(std::memory_order_acquire);
    y_first = first == 1 && x.load(std::memory_order_acquire) == 0;
  });
  wx.join();
  wy.join();
  rx.join();
  ry.join();
  assert(!(x_first && y_first));
}
