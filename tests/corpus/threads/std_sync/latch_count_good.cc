// expect: none
// main waits at a latch for the work of two threads.
#include <cassert>
#include <latch>
#include <thread>

std::latch finished(2);
int parts[2] = {0, 0};

void Work(int me) {
  parts[me] = 1;
  finished.count_down();
}

int main() {
  std::thread a(Work, 0), b(Work, 1);
  finished.wait();
  assert(parts[0] + parts[1] == 2);
  a.join();
  b.join();
}
