// expect: none
// Whoever loses the race for the instance throws its own away.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<const int*> instance(nullptr);

const int* Get() {
  const int* seen = instance.load(std::memory_order_acquire);
  if (seen != nullptr) return seen;
  const int* mine = new int(42);
  if (instance.compare_exchange_strong(seen, mine, std::memory_order_acq_rel)) return mine;
  delete mine;
  return seen;
}

int main() {
  std::thread a([] { assert(*Get() == 42); }), b([] { assert(*Get() == 42); });
  a.join();
  b.join();
  delete instance.load();
}
