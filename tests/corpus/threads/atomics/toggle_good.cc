// expect: none
// fetch_xor toggles in one step.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<unsigned> on(0);

void Toggle() { on.fetch_xor(1); }

int main() {
  std::thread a(Toggle), b(Toggle);
  a.join();
  b.join();
  assert(on == 0);
}
