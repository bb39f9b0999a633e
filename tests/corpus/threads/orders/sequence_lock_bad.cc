// expect: assertion
// The reader of a sequence lock forgets to compare the sequence afterwards.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<unsigned> sequence(0);
std::atomic<int> left(0), right(0);

int main() {
  std::thread writer([] {
    sequence = 1;
    left = 1;
    right = 1;
    sequence = 2;
  });
  std::thread reader([] {
    while (sequence % 2 == 1) std::this_thread::yield();
    int l = left;
    int r = right;
    assert(l == r);
  });
  writer.join();
  reader.join();
}
