// expect: none
// Only the thread whose compare-and-exchange succeeds starts the machine.
#include <atomic>
#include <cassert>
#include <thread>

enum State { kIdle, kRunning };
std::atomic<State> state(kIdle);
std::atomic<int> starts(0);

void Start() {
  State expected = kIdle;
  if (state.compare_exchange_strong(expected, kRunning)) starts++;
}

int main() {
  std::thread a(Start), b(Start);
  a.join();
  b.join();
  assert(starts == 1);
}
