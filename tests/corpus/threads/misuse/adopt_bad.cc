// expect: lock-misuse
// A guard adopts a mutex whose try_lock failed, and unlocks it at the end.
#include <mutex>
#include <thread>

std::mutex mutex;

void Work() {
  mutex.try_lock();
  std::lock_guard<std::mutex> guard(mutex, std::adopt_lock);
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
}
