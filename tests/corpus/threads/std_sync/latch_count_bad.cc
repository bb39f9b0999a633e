// expect: deadlock
// The latch waits for three, but only two count it down.
#include <latch>
#include <thread>

std::latch finished(3);

int main() {
  std::thread a([] { finished.count_down(); });
  std::thread b([] { finished.count_down(); });
  finished.wait();
  a.join();
  b.join();
}
