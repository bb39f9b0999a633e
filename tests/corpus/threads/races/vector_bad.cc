// expect: data-race
// Two threads push into one std::vector without a lock.
#include <thread>
#include <vector>

std::vector<int> numbers;

int main() {
  numbers.reserve(2);
  std::thread a([] { numbers.push_back(1); });
  std::thread b([] { numbers.push_back(2); });
  a.join();
  b.join();
}
