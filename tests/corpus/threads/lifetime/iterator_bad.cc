// expect: use-after-free
// A pointer into a vector is used, under the lock, after another thread made the vector grow.
#include <mutex>
#include <thread>
#include <vector>

std::mutex mutex;
std::vector<int> numbers = {1};

int main() {
  std::thread user([first = &numbers[0]] {
    std::lock_guard<std::mutex> lock(mutex);
    ++*first;
  });
  std::thread grower([] {
    std::lock_guard<std::mutex> lock(mutex);
    numbers.push_back(2);
  });
  user.join();
  grower.join();
}
