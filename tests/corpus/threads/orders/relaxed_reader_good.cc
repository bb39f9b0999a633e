// expect: none
// The reader spins relaxed, and takes one acquire load before it touches the data.
#include <atomic>
#include <cassert>
#include <thread>

int data = 0;
std::atomic<int> ready(0);

int main() {
  std::thread writer([] {
    data = 1;
    ready.store(1, std::memory_order_release);
  });
  std::thread reader([] {
    while (ready.load(std::memory_order_relaxed) == 0) std::this_thread::yield();
    while (ready.load(std::memory_order_acquire) == 0) std::this_thread::yield();
    assert(data == 1);
  });
  writer.join();
  reader.join();
}
