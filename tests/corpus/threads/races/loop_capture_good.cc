// expect: none
// Every thread captures its own copy of the loop variable.
#include <cassert>
#include <thread>
#include <vector>

int slots[2];

int main() {
  std::vector<std::thread> threads;
  for (int i = 0; i < 2; ++i) threads.emplace_back([i] { slots[i] = 1; });
  for (std::thread& thread : threads) thread.join();
  assert(slots[0] == 1 && slots[1] == 1);
}
