// expect: lock-misuse
// An error path unlocks the mutex, and the normal way unlocks it again.
#include <atomic>
#include <mutex>
#include <thread>

std::mutex mutex;
std::atomic<int> items(0);

void Take() {
  mutex.lock();
  if (items == 0) mutex.unlock();
  mutex.unlock();
}

int main() {
  std::thread a(Take);
  items = 1;
  a.join();
}
