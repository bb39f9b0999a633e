// expect: assertion
// Three threads draw places, and only the exact reverse of their starting order fails.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> next_place(0);
std::atomic<int> places[3];

void Run(int me) { places[me] = next_place++; }

int main() {
  std::thread a(Run, 0), b(Run, 1), c(Run, 2);
  a.join();
  b.join();
  c.join();
  assert(!(places[2] == 0 && places[1] == 1 && places[0] == 2));
}
