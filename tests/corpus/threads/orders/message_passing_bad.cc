// expect: assertion
// Message passing through two relaxed atomics: the reader may see the flag without the message.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> message(0), flag(0);

int main() {
  std::thread writer([] {
    message.store(1, std::memory_order_relaxed);
    flag.store(1, std::memory_order_relaxed);
  });
  std::thread reader([] {
    if (flag.load(std::memory_order_relaxed) == 1) {
      assert(message.load(std::memory_order_relaxed) == 1);
    }
  });
  writer.join();
  reader.join();
}
