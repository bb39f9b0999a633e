// expect: none
// A chain of fetch_add with release hands the work of both workers to the collector.
#include <atomic>
#include <cassert>
#include <thread>

int parts[2] = {0, 0};
std::atomic<int> finished(0);

void Work(int me) {
  parts[me] = 1;
  finished.fetch_add(1, std::memory_order_release);
}

int main() {
  std::thread a(Work, 0), b(Work, 1);
  std::thread collector([] {
    while (finished.load(std::memory_order_acquire) < 2) std::this_thread::yield();
    assert(parts[0] + parts[1] == 2);
  });
  a.join();
  b.join();
  collector.join();
}
