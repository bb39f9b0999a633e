// expect: none
// A relaxed look is only a hint here: whoever uses the object takes the lock.
#include <atomic>
#include <cassert>
#include <mutex>
#include <thread>

std::mutex mutex;
int value = 0;
std::atomic<bool> made(false);

void Make() {
  if (made.load(std::memory_order_relaxed)) return;
  std::lock_guard<std::mutex> lock(mutex);
  if (made.load(std::memory_order_relaxed)) return;
  value = 42;
  made.store(true, std::memory_order_relaxed);
}

void Use() {
  Make();
  std::lock_guard<std::mutex> lock(mutex);
  assert(value == 42);
}

int main() {
  std::thread a(Use), b(Use);
  a.join();
  b.join();
}
