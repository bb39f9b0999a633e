// expect: none
// Two threads fill halves of an array that do not overlap.
#include <cassert>
#include <thread>

int numbers[4];

void Fill(int first, int end) {
  for (int i = first; i < end; ++i) numbers[i] = i;
}

int main() {
  std::thread a(Fill, 0, 2), b(Fill, 2, 4);
  a.join();
  b.join();
  for (int i = 0; i < 4; ++i) assert(numbers[i] == i);
}
