// expect: none
// Two phases with one barrier: all write, all read, all write again.
#include <barrier>
#include <cassert>
#include <thread>

std::barrier phase(2);
int parts[2] = {0, 0};

void Work(int me) {
  parts[me] = 1;
  phase.arrive_and_wait();
  assert(parts[0] + parts[1] == 2);
  phase.arrive_and_wait();
  parts[me] = 2;
}

int main() {
  std::thread a(Work, 0), b(Work, 1);
  a.join();
  b.join();
}
