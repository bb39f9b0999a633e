// expect: none
// call_once comes first, the lock second, in every thread.
#include <cassert>
#include <mutex>
#include <thread>

std::mutex mutex;
std::once_flag once;
int value = 0;

void Setup() {
  std::lock_guard<std::mutex> lock(mutex);
  value = 1;
}

void Work() {
  std::call_once(once, Setup);
  std::lock_guard<std::mutex> lock(mutex);
  assert(value == 1);
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
}
