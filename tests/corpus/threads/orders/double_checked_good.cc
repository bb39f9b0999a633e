// expect: none
// Double-checked locking with an acquire load and a release store.
#include <atomic>
#include <cassert>
#include <mutex>
#include <thread>

std::mutex mutex;
int value = 0;
int creations = 0;
std::atomic<int*> instance(nullptr);

int* Get() {
  int* known = instance.load(std::memory_order_acquire);
  if (known == nullptr) {
    std::lock_guard<std::mutex> lock(mutex);
    known = instance.load(std::memory_order_relaxed);
    if (known == nullptr) {
      creations++;
      value = 42;
      known = &value;
      instance.store(known, std::memory_order_release);
    }
  }
  return known;
}

int main() {
  std::thread a([] { assert(*Get() == 42); }), b([] { assert(*Get() == 42); });
  a.join();
  b.join();
  assert(creations == 1);
}
