// expect: none
// A sequence lock: the reader tries again if a writer was there meanwhile.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<unsigned> sequence(0);
std::atomic<int> left(0), right(0);

int main() {
  std::thread writer([] {
    sequence.store(1, std::memory_order_relaxed);
    std::atomic_thread_fence(std::memory_order_release);
    left.store(1, std::memory_order_relaxed);
    right.store(1, std::memory_order_relaxed);
    sequence.store(2, std::memory_order_release);
  });
  std::thread reader([] {
    unsigned before, after;
    int l, r;
    do {
      while ((before = sequence.load(std::memory_order_acquire)) % 2) std::this_thread::yield();
      l = left.load(std::memory_order_relaxed);
      r = right.load(std::memory_order_relaxed);
      std::atomic_thread_fence(std::memory_order_acquire);
      after = sequence.load(std::memory_order_relaxed);
    } while (before != after);
    assert(l == r);
  });
  writer.join();
  reader.join();
}
