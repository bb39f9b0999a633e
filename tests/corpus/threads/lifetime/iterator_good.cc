// expect: none
// The element is looked up under the lock each time.
#include <cassert>
#include <mutex>
#include <thread>
#include <vector>

std::mutex mutex;
std::vector<int> numbers = {1};

int main() {
  std::thread user([] {
    std::lock_guard<std::mutex> lock(mutex);
    ++numbers[0];
  });
  std::thread grower([] {
    std::lock_guard<std::mutex> lock(mutex);
    numbers.push_back(2);
  });
  user.join();
  grower.join();
  assert(numbers[0] == 2);
}
