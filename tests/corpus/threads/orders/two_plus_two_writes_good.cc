// expect: none
// 2+2W: with seq_cst at least one variable ends with a second value.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> x(0), y(0);

int main() {
  std::thread a([] {
    x = 1;
    y = 2;
  });
  std::thread b([] {
    y = 1;
    x = 2;
  });
  a.join();
  b.join();
  assert(!(x == 1 && y == 1));
}
