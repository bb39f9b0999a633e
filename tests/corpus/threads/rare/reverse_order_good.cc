// expect: none
// Three threads draw places; they are a permutation in every schedule.
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
  assert(places[0] + places[1] + places[2] == 3);
  assert(places[0] != places[1] && places[1] != places[2]);
}
