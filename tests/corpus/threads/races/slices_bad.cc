// expect: data-race
// Two threads fill halves of an array, and the halves overlap by one element.
#include <thread>

int numbers[4];

void Fill(int first, int last) {
  for (int i = first; i <= last; ++i) numbers[i] = i;
}

int main() {
  std::thread a(Fill, 0, 2), b(Fill, 2, 3);
  a.join();
  b.join();
}
