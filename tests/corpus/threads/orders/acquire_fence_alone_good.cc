// expect: none
// A release store and an acquire fence after a relaxed load are a pair as well.
#include <atomic>
#include <cassert>
#include <thread>

int data = 0;
std::atomic<bool> ready(false);

int main() {
  std::thread writer([] {
    data = 1;
    ready.store(true, std::memory_order_release);
  });
  std::thread reader([] {
    if (!ready.load(std::memory_order_relaxed)) return;
    std::atomic_thread_fence(std::memory_order_acquire);
    assert(data == 1);
  });
  writer.join();
  reader.join();
}
