// expect: none
// IRIW: with seq_cst all readers agree about the order of two independent stores.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> x(0), y(0);
bool x_first = false, y_first = false;

int main() {
  std::thread wx([] { x = 1; });
  std::thread wy([] { y = 1; });
  std::thread rx([] {
    int first = x;
    x_first = first == 1 && y == 0;
  });
  std::thread ry([] {
    int first = y;
    y_first = first == 1 && x == 0;
  });
  wx.join();
  wy.join();
  rx.join();
  ry.join();
  assert(!(x_first && y_first));
}
