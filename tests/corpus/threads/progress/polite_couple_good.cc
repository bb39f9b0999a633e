// expect: none
// Each gives the spoon away once at most, and eats when it comes back.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<bool> hungry[2] = {true, true};
std::atomic<int> spoon(0);

void Eat(int me) {
  while (spoon != me) std::this_thread::yield();
  if (me == 0 && hungry[1]) {
    spoon = 1;
    while (spoon != 0) std::this_thread::yield();
  }
  hungry[me] = false;
  spoon = 1 - me;
}

int main() {
  std::thread a(Eat, 0), b(Eat, 1);
  a.join();
  b.join();
  assert(!hungry[0] && !hungry[1]);
}
