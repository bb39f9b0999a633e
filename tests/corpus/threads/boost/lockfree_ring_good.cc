// expect: none
// The ring of Boost for one producer and one consumer.
#include <boost/lockfree/spsc_queue.hpp>
#include <cassert>
#include <thread>

int main() {
  boost::lockfree::spsc_queue<int, boost::lockfree::capacity<2>> ring;
  std::thread producer([&] {
    for (int i = 1; i <= 3; ++i) {
      while (!ring.push(i)) std::this_thread::yield();
    }
  });
  int expected = 1;
  while (expected <= 3) {
    int number = 0;
    if (ring.pop(number)) {
      assert(number == expected);
      ++expected;
    } else {
      std::this_thread::yield();
    }
  }
  producer.join();
}
