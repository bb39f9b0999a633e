// expect: data-race
// Double-checked locking with a relaxed atomic pointer: the object itself races.
#include <atomic>
#include <mutex>
#include <thread>

std::mutex mutex;
int value = 0;
std::atomic<int*> instance(nullptr);
int seen[2];

void Use(int me) {
  int* known = instance.load(std::memory_order_relaxed);
  if (known == nullptr) {
    std::lock_guard<std::mutex> lock(mutex);
    known = instance.load(std::memory_order_relaxed);
    if (known == nullptr) {
      value = 42;
      known = &value;
      instance.store(known, std::memory_order_relaxed);
    }
  }
  seen[me] = *known;
}

int main() {
  std::thread a(Use, 0), b(Use, 1);
  a.join();
  b.join();
}
