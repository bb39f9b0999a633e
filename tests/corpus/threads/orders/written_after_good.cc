// expect: none
// All data is written before the flag is released; what comes after it is private.
#include <atomic>
#include <cassert>
#include <thread>

int data[2] = {0, 0};
int writers_own = 0;
std::atomic<bool> ready(false);

int main() {
  std::thread writer([] {
    data[0] = 1;
    data[1] = 1;
    ready.store(true, std::memory_order_release);
    writers_own = 1;
  });
  std::thread reader([] {
    if (ready.load(std::memory_order_acquire)) assert(data[0] + data[1] == 2);
  });
  writer.join();
  reader.join();
  assert(writers_own == 1);
}
