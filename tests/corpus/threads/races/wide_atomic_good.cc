// expect: none
// A 16-byte atomic is read and written in one piece.
// libraries: atomic
#include <atomic>
#include <cassert>
#include <thread>

struct Pair {
  long low;
  long high;
};
std::atomic<Pair> pair(Pair{0, 0});

int main() {
  std::thread writer([] { pair.store({1, 1}); });
  std::thread adder([] {
    Pair seen = pair.load();
    while (!pair.compare_exchange_weak(seen, Pair{seen.low + 2, seen.high + 2})) continue;
  });
  std::thread reader([] {
    Pair seen = pair.load();
    assert(seen.low == seen.high);
  });
  writer.join();
  adder.join();
  reader.join();
}
