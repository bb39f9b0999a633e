// expect: assertion
// The failure needs four switches at four exact places: a handshake that happens by chance only.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> x(0), y(0);

int main() {
  std::thread a([] {
    x = 1;
    if (y != 1) return;
    x = 2;
    assert(y != 2);
  });
  std::thread b([] {
    if (x != 1) return;
    y = 1;
    if (x != 2) return;
    y = 2;
  });
  a.join();
  b.join();
}
