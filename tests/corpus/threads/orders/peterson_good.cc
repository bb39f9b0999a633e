// expect: none
// Peterson's lock with sequentially consistent atomics.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<bool> wants[2] = {false, false};
std::atomic<int> turn(0);
int counter = 0;

void Work(int me) {
  wants[me] = true;
  turn = 1 - me;
  while (wants[1 - me] && turn == 1 - me) std::this_thread::yield();
  counter++;
  wants[me] = false;
}

int main() {
  std::thread a(Work, 0), b(Work, 1);
  a.join();
  b.join();
  assert(counter == 2);
}
