// expect: none
// Dekker's lock with sequentially consistent atomics.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<bool> wants[2] = {false, false};
std::atomic<int> turn(0);
int counter = 0;

void Work(int me) {
  wants[me] = true;
  while (wants[1 - me]) {
    if (turn == me) {
      std::this_thread::yield();
      continue;
    }
    wants[me] = false;
    while (turn != me) std::this_thread::yield();
    wants[me] = true;
  }
  counter++;
  turn = 1 - me;
  wants[me] = false;
}

int main() {
  std::thread a(Work, 0), b(Work, 1);
  a.join();
  b.join();
  assert(counter == 2);
}
