// expect: livelock
// A bare spin loop, without a yield, waits for a flag that nobody sets.
#include <atomic>
#include <thread>

std::atomic<int> go(0);

int main() {
  std::thread spinner([] {
    while (go.load(std::memory_order_acquire) != 2) continue;
  });
  go.store(1, std::memory_order_release);
  spinner.join();
}
