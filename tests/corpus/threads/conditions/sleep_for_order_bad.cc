// expect: assertion
// A sleep is no synchronisation: nothing makes the setter run in that time.
#include <atomic>
#include <cassert>
#include <chrono>
#include <thread>

std::atomic<bool> ready(false);

int main() {
  std::thread setter([] { ready = true; });
  std::this_thread::sleep_for(std::chrono::milliseconds(10));
  assert(ready);
  setter.join();
}
