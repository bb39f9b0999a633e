// expect: none
// Message passing: release and acquire on the flag make a relaxed message visible.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> message(0), flag(0);

int main() {
  std::thread writer([] {
    message.store(1, std::memory_order_relaxed);
    flag.store(1, std::memory_order_release);
  });
  std::thread reader([] {
    if (flag.load(std::memory_order_acquire) == 1) {
      assert(message.load(std::memory_order_relaxed) == 1);
    }
  });
  writer.join();
  reader.join();
}
