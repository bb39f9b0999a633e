// expect: none
// Store buffering: with seq_cst at least one thread sees the other's store.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> x(0), y(0);
int r1 = -1, r2 = -1;

int main() {
  std::thread a([] {
    x.store(1);
    r1 = y.load();
  });
  std::thread b([] {
    y.store(1);
    r2 = x.load();
  });
  a.join();
  b.join();
  assert(r1 == 1 || r2 == 1);
}
