// expect: none
// The maximum is replaced only if it is still the one that was compared.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> maximum(0);

void Offer(int value) {
  int seen = maximum;
  while (value > seen && !maximum.compare_exchange_weak(seen, value)) continue;
}

int main() {
  std::thread a(Offer, 1), b(Offer, 2);
  a.join();
  b.join();
  assert(maximum == 2);
}
