// expect: none
// The producer fills the slot before it moves the end of the queue.
#include <atomic>
#include <cassert>
#include <thread>

int slots[4];
std::atomic<int> end(0);

int main() {
  std::thread producer([] {
    for (int i = 0; i < 2; ++i) {
      slots[i] = 7;
      end = i + 1;
    }
  });
  std::thread consumer([] {
    int count = end;
    for (int i = 0; i < count; ++i) assert(slots[i] == 7);
  });
  producer.join();
  consumer.join();
}
