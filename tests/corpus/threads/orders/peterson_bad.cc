// expect: data-race
// Peterson's lock with relaxed atomics protects nothing.
#include <atomic>
#include <thread>

constexpr auto kOrder = std::memory_order_relaxed;
std::atomic<bool> wants[2] = {false, false};
std::atomic<int> turn(0);
int counter = 0;

void Work(int me) {
  wants[me].store(true, kOrder);
  turn.store(1 - me, kOrder);
  while (wants[1 - me].load(kOrder) && turn.load(kOrder) == 1 - me) std::this_thread::yield();
  counter++;
  wants[me].store(false, kOrder);
}

int main() {
  std::thread a(Work, 0), b(Work, 1);
  a.join();
  b.join();
}
