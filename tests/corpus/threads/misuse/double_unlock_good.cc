// expect: none
// A guard unlocks the mutex exactly once on every path.
#include <atomic>
#include <mutex>
#include <thread>

std::mutex mutex;
std::atomic<int> items(0);

void Take() {
  std::unique_lock<std::mutex> lock(mutex);
  if (items == 0) lock.unlock();
}

int main() {
  std::thread a(Take);
  items = 1;
  a.join();
}
