// expect: none
// Polling with a sleep is slow but right: the loop ends when the flag is there.
#include <atomic>
#include <cassert>
#include <chrono>
#include <thread>

std::atomic<bool> ready(false);

int main() {
  std::thread setter([] { ready = true; });
  while (!ready) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  assert(ready);
  setter.join();
}
