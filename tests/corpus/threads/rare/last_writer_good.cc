// expect: none
// The last thread starts after the others are joined.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> last(0);

int main() {
  std::thread a([] { last = 1; });
  std::thread b([] { last = 2; });
  a.join();
  b.join();
  std::thread c([] { last = 3; });
  c.join();
  assert(last == 3);
}
