// expect: data-race
// An acquire fence cannot make up for a relaxed store without a release fence.
#include <atomic>
#include <thread>

int data = 0;
std::atomic<bool> ready(false);
int seen = 0;

int main() {
  std::thread writer([] {
    data = 1;
    ready.store(true, std::memory_order_relaxed);
  });
  std::thread reader([] {
    if (!ready.load(std::memory_order_relaxed)) return;
    std::atomic_thread_fence(std::memory_order_acquire);
    seen = data;
  });
  writer.join();
  reader.join();
}
