// expect: deadlock
// call_once runs a function that locks a mutex, and the holder of the mutex enters call_once.
#include <mutex>
#include <thread>

std::recursive_mutex mutex;
std::once_flag once;
int value = 0;

void Setup() {
  std::lock_guard<std::recursive_mutex> lock(mutex);
  value = 1;
}

int main() {
  std::thread a([] { std::call_once(once, Setup); });
  std::thread b([] {
    std::lock_guard<std::recursive_mutex> lock(mutex);
    std::call_once(once, Setup);
  });
  a.join();
  b.join();
}
