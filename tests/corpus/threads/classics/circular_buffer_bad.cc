// expect: assertion
// Two producers read the write position of a ring, and both write into the same slot.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> ring[4];
std::atomic<int> end(0);

void Put(int value) {
  int slot = end;
  ring[slot % 4] = value;
  end = slot + 1;
}

int main() {
  std::thread a(Put, 1), b(Put, 2);
  a.join();
  b.join();
  assert(ring[0] + ring[1] == 3);
}
