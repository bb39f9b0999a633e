// expect: assertion
// Two threads pass a token on, and the second believes that the first has done so already.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> places[3] = {1, 0, 0};

void Pass(int from, int to) { places[to] = places[from].load(); }

int main() {
  std::thread a(Pass, 0, 1), b(Pass, 1, 2);
  a.join();
  b.join();
  assert(places[2] == 1);
}
