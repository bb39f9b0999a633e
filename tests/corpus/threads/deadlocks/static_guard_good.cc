// expect: none
// The static local is initialised before the mutex is taken.
#include <cassert>
#include <mutex>
#include <thread>

std::recursive_mutex mutex;

int Compute() {
  std::lock_guard<std::recursive_mutex> lock(mutex);
  return 7;
}

int Table() {
  static const int table = Compute();
  return table;
}

int main() {
  std::thread a([] { assert(Table() == 7); });
  std::thread b([] {
    int value = Table();
    std::lock_guard<std::recursive_mutex> lock(mutex);
    assert(value == Table());
  });
  a.join();
  b.join();
}
