// expect: assertion
// Two threads toggle a flag; a load and a store lose one of the toggles.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<bool> on(false);

void Toggle() { on = !on; }

int main() {
  std::thread a(Toggle), b(Toggle);
  a.join();
  b.join();
  assert(!on);
}
