// expect: assertion
// Two 8-byte atomics are no 16-byte atomic: a reader sees halves of two states.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<long> low(0);
std::atomic<long> high(0);

int main() {
  std::thread writer([] {
    low = 1;
    high = 1;
  });
  std::thread reader([] {
    long h = high;
    long l = low;
    assert(h == l);
  });
  writer.join();
  reader.join();
}
