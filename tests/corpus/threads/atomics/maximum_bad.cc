// expect: assertion
// Compare, then store: a smaller value may overwrite the maximum.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> maximum(0);

void Offer(int value) {
  if (value > maximum) maximum = value;
}

int main() {
  std::thread a(Offer, 1), b(Offer, 2);
  a.join();
  b.join();
  assert(maximum == 2);
}
