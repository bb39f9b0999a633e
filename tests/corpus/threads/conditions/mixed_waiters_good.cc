// expect: none
// Each side has a condition variable of its own, so notify_one wakes the right side.
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex mutex;
std::condition_variable became_full, became_empty;
bool full = false;

void Put() {
  std::unique_lock<std::mutex> lock(mutex);
  while (full) became_empty.wait(lock);
  full = true;
  became_full.notify_one();
}

void Take() {
  std::unique_lock<std::mutex> lock(mutex);
  while (!full) became_full.wait(lock);
  full = false;
  became_empty.notify_one();
}

int main() {
  std::thread a(Take), b(Take);
  Put();
  Put();
  a.join();
  b.join();
}
