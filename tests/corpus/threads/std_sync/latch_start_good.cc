// expect: none
// The workers arrive at the latch and wait for each other.
#include <cassert>
#include <latch>
#include <thread>

std::latch prepared(2);
int parts[2] = {0, 0};

void Work(int me) {
  parts[me] = 1;
  prepared.arrive_and_wait();
  assert(parts[0] + parts[1] == 2);
}

int main() {
  std::thread a(Work, 0), b(Work, 1);
  a.join();
  b.join();
}
