// expect: data-race
// Workers report with a relaxed fetch_add, so the collector is not ordered after them.
#include <atomic>
#include <thread>

int parts[2] = {0, 0};
std::atomic<int> finished(0);
int sum = 0;

void Work(int me) {
  parts[me] = 1;
  finished.fetch_add(1, std::memory_order_relaxed);
}

int main() {
  std::thread a(Work, 0), b(Work, 1);
  std::thread collector([] {
    while (finished.load(std::memory_order_acquire) < 2) std::this_thread::yield();
    sum = parts[0] + parts[1];
  });
  a.join();
  b.join();
  collector.join();
}
