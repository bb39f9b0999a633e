// expect: none
// Two reads of one variable never go back in time, even relaxed.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> pages(0);

int main() {
  std::thread writer([] {
    pages.store(1, std::memory_order_relaxed);
    pages.store(2, std::memory_order_relaxed);
  });
  std::thread reader([] {
    int first = pages.load(std::memory_order_relaxed);
    int second = pages.load(std::memory_order_relaxed);
    assert(second >= first);
  });
  writer.join();
  reader.join();
}
