// expect: none
// The same handshake with waiting: every schedule goes through all four steps.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> x(0), y(0);

void WaitFor(std::atomic<int>& variable, int value) {
  while (variable != value) std::this_thread::yield();
}

int main() {
  std::thread a([] {
    x = 1;
    WaitFor(y, 1);
    x = 2;
    WaitFor(y, 2);
  });
  std::thread b([] {
    WaitFor(x, 1);
    y = 1;
    WaitFor(x, 2);
    y = 2;
  });
  a.join();
  b.join();
  assert(x == 2 && y == 2);
}
