// expect: data-race
// Threads capture the loop variable by reference while the loop changes it.
#include <thread>
#include <vector>

int slots[3];

int main() {
  std::vector<std::thread> threads;
  int i = 0;
  for (; i < 2; ++i) threads.emplace_back([&i] { slots[i] = 1; });
  for (std::thread& thread : threads) thread.join();
}
