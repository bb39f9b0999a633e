// expect: none
// The increment itself returns the number.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> last(0);
int mine[2];

void Take(int me) { mine[me] = ++last; }

int main() {
  std::thread a(Take, 0), b(Take, 1);
  a.join();
  b.join();
  assert(mine[0] != mine[1]);
}
