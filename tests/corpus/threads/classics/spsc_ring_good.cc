// expect: none
// A ring for one producer and one consumer: each side releases its position.
#include <atomic>
#include <cassert>
#include <thread>

int ring[2];
std::atomic<int> written(0), taken(0);
int sum = 0;

int main() {
  std::thread producer([] {
    for (int i = 0; i < 3; ++i) {
      while (i - taken.load(std::memory_order_acquire) == 2) std::this_thread::yield();
      ring[i % 2] = i;
      written.store(i + 1, std::memory_order_release);
    }
  });
  std::thread consumer([] {
    for (int i = 0; i < 3; ++i) {
      while (written.load(std::memory_order_acquire) == i) std::this_thread::yield();
      sum += ring[i % 2];
      taken.store(i + 1, std::memory_order_release);
    }
  });
  producer.join();
  consumer.join();
  assert(sum == 3);
}
