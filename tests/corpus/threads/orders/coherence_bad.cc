// expect: assertion
// Two reads of different relaxed variables may go back in time.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> pages(0), chapters(0);

int main() {
  std::thread writer([] {
    pages.store(1, std::memory_order_relaxed);
    chapters.store(1, std::memory_order_relaxed);
  });
  std::thread reader([] {
    int c = chapters.load(std::memory_order_relaxed);
    int p = pages.load(std::memory_order_relaxed);
    assert(p >= c);
  });
  writer.join();
  reader.join();
}
