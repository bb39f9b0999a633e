// 99 setters of two variables; the checker fails only between the first a = 1 and the first b = 1.
#include <atomic>
#include <cassert>
#include <thread>
#include <vector>

constexpr int kSetters = 99;
std::atomic<int> a(0), b(0);

void Set() {
  a = 1;
  b = 1;
}

void Check() {
  int seen_a = a;
  int seen_b = b;
  assert(!(seen_a == 1 && seen_b == 0));
}

int main() {
  std::vector<std::thread> threads;
  for (int i = 0; i < kSetters; ++i) threads.emplace_back(Set);
  threads.emplace_back(Check);
  for (std::thread& thread : threads) thread.join();
}
