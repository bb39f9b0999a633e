// expect: none
// A relaxed atomic is enough to tell a worker to stop, because no data travels with it.
#include <atomic>
#include <thread>

std::atomic<bool> stop(false);

int main() {
  std::thread worker([] {
    while (!stop.load(std::memory_order_relaxed)) std::this_thread::yield();
  });
  stop.store(true, std::memory_order_relaxed);
  worker.join();
}
