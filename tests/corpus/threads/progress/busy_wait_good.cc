// expect: none
// A bare spin loop, without a yield, ends because the flag is set.
#include <atomic>
#include <thread>

std::atomic<int> go(0);

int main() {
  std::thread spinner([] {
    while (go.load(std::memory_order_acquire) != 2) continue;
  });
  go.store(1, std::memory_order_release);
  go.store(2, std::memory_order_release);
  spinner.join();
}
