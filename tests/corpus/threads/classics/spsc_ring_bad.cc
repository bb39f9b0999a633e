// expect: data-race
// A ring for one producer and one consumer with relaxed positions.
#include <atomic>
#include <thread>

int ring[2];
std::atomic<int> written(0), taken(0);
int sum = 0;

int main() {
  std::thread producer([] {
    for (int i = 0; i < 3; ++i) {
      while (i - taken.load(std::memory_order_relaxed) == 2) std::this_thread::yield();
      ring[i % 2] = i;
      written.store(i + 1, std::memory_order_relaxed);
    }
  });
  std::thread consumer([] {
    for (int i = 0; i < 3; ++i) {
      while (written.load(std::memory_order_relaxed) == i) std::this_thread::yield();
      sum += ring[i % 2];
      taken.store(i + 1, std::memory_order_relaxed);
    }
  });
  producer.join();
  consumer.join();
}
