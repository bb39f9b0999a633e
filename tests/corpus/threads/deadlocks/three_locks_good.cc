// expect: none
// Three threads take their two mutexes in the order of the numbers, so no cycle can close.
#include <algorithm>
#include <mutex>
#include <thread>

std::mutex mutexes[3];

void Work(int me) {
  int other = (me + 1) % 3;
  std::lock_guard<std::mutex> first(mutexes[std::min(me, other)]);
  std::lock_guard<std::mutex> second(mutexes[std::max(me, other)]);
}

int main() {
  std::thread a(Work, 0), b(Work, 1), c(Work, 2);
  a.join();
  b.join();
  c.join();
}
