// expect: lost-wakeup|deadlock
// Producer and consumers share one condition variable, and notify_one may wake the wrong side.
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex mutex;
std::condition_variable changed;
bool full = false;

void Put() {
  std::unique_lock<std::mutex> lock(mutex);
  while (full) changed.wait(lock);
  full = true;
  changed.notify_one();
}

void Take() {
  std::unique_lock<std::mutex> lock(mutex);
  while (!full) changed.wait(lock);
  full = false;
  changed.notify_one();
}

int main() {
  std::thread a(Take), b(Take);
  Put();
  Put();
  a.join();
  b.join();
}
