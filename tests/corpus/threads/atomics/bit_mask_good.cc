// expect: none
// mask |= bit on an atomic is one step.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<unsigned> mask(0);

void Set(unsigned bit) { mask |= bit; }

int main() {
  std::thread a(Set, 1u), b(Set, 2u);
  a.join();
  b.join();
  assert(mask == 3);
}
