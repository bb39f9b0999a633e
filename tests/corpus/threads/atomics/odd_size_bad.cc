// expect: assertion
// An atomic of three ints is loaded, changed and stored, and what came in between is overwritten.
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
  counts.store({now.left + left, now.right + right, now.sum + left + right});
}

int main() {
  std::thread a(Add, 1, 0), b(Add, 0, 1);
  a.join();
  b.join();
  Counts now = counts.load();
  assert(now.left == 1 && now.right == 1 && now.sum == 2);
}
