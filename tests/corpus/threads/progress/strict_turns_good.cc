// expect: none
// With strict turns both threads work the same number of rounds.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> turn(0);
int sum = 0;

void Work(int me, int rounds) {
  for (int i = 0; i < rounds; ++i) {
    while (turn != me) std::this_thread::yield();
    sum++;
    turn = 1 - me;
  }
}

int main() {
  std::thread a(Work, 0, 2), b(Work, 1, 2);
  a.join();
  b.join();
  assert(sum == 4);
}
