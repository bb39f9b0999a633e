// expect: assertion
// The producer moves the end of the queue before it fills the slot.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> slots[4];
std::atomic<int> end(0);

int main() {
  std::thread producer([] {
    int slot = end++;
    slots[slot] = 7;
  });
  std::thread consumer([] {
    if (end > 0) assert(slots[0] == 7);
  });
  producer.join();
  consumer.join();
}
