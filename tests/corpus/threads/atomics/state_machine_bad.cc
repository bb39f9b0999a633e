// expect: assertion
// Two threads see the state "idle", and both start the machine.
#include <atomic>
#include <cassert>
#include <thread>

enum State { kIdle, kRunning };
std::atomic<State> state(kIdle);
std::atomic<int> starts(0);

void Start() {
  if (state != kIdle) return;
  state = kRunning;
  starts++;
}

int main() {
  std::thread a(Start), b(Start);
  a.join();
  b.join();
  assert(starts == 1);
}
