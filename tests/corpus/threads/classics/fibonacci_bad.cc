// expect: assertion
// Two threads add to each other's number; only the strict alternation reaches the limit.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> i(1), j(1);

void Add(std::atomic<int>& to, std::atomic<int>& from) {
  for (int round = 0; round < 2; ++round) to += from.load();
}

int main() {
  std::thread a([] { Add(i, j); });
  std::thread b([] { Add(j, i); });
  a.join();
  b.join();
  assert(i < 8 && j < 8);
}
