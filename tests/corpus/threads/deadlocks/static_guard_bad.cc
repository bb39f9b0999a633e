// expect: deadlock
// The initialisation of a static local needs a mutex whose holder waits for that initialisation.
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
  std::thread a([] { Table(); });
  std::thread b([] {
    std::lock_guard<std::recursive_mutex> lock(mutex);
    Table();
  });
  a.join();
  b.join();
}
