// expect: none
// Concurrent accesses go through atomic_ref; plain access comes back after the joins.
#include <atomic>
#include <cassert>
#include <thread>

int value = 0;

int main() {
  value = 1;
  std::thread a([] { std::atomic_ref<int>(value).fetch_add(1); });
  std::thread b([] { std::atomic_ref<int>(value).fetch_add(1); });
  a.join();
  b.join();
  value++;
  assert(value == 4);
}
