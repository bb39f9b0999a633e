// expect: assertion
// The program counts on the thread that starts last to write last.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> last(0);

int main() {
  std::thread a([] { last = 1; });
  std::thread b([] { last = 2; });
  std::thread c([] { last = 3; });
  a.join();
  b.join();
  c.join();
  assert(last == 3);
}
