// expect: none
// Two threads write different elements of a vector that does not grow.
#include <cassert>
#include <thread>
#include <vector>

std::vector<int> numbers(2);

int main() {
  std::thread a([] { numbers[0] = 1; });
  std::thread b([] { numbers[1] = 2; });
  a.join();
  b.join();
  assert(numbers[0] == 1 && numbers[1] == 2);
}
