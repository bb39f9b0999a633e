// expect: none
// An atomic of three ints is changed by compare-and-exchange, and set back by exchange.
// libraries: atomic
#include <atomic>
#include <cassert>
#include <thread>

struct Counts {
  int left, right, sum;
};
std::atomic<Counts> counts(Counts{0, 0, 0});

void Add(int left, int right) {
  Counts now = counts.load();
  while (!counts.compare_exchange_strong(
      now, {now.left + left, now.right + right, now.sum + left + right})) {
  }
}

int main() {
  std::thread a(Add, 1, 0), b(Add, 0, 1);
  a.join();
  b.join();
  Counts last = counts.exchange({0, 0, 0});
  assert(last.left == 1 && last.right == 1 && last.sum == 2);
}
