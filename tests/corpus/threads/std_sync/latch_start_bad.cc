// expect: data-race
// The workers count the latch down but do not wait for it.
#include <latch>
#include <thread>

std::latch prepared(2);
int parts[2] = {0, 0};
int sums[2];

void Work(int me) {
  parts[me] = 1;
  prepared.count_down();
  sums[me] = parts[0] + parts[1];
}

int main() {
  std::thread a(Work, 0), b(Work, 1);
  a.join();
  b.join();
}
