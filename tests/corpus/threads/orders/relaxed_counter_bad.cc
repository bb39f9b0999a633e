// expect: data-race
// A relaxed counter of finished items is used as permission to read the items.
#include <atomic>
#include <thread>

int items[2] = {0, 0};
std::atomic<int> count(0);
int seen = 0;

int main() {
  std::thread producer([] {
    for (int i = 0; i < 2; ++i) {
      items[i] = 1;
      count.fetch_add(1, std::memory_order_relaxed);
    }
  });
  std::thread consumer([] {
    int n = count.load(std::memory_order_relaxed);
    for (int i = 0; i < n; ++i) seen += items[i];
  });
  producer.join();
  consumer.join();
}
