// expect: assertion
// The second value follows the first under another lock; a reader comes between the two stages.
#include <cassert>
#include <mutex>
#include <thread>

std::mutex first_mutex, second_mutex;
int first = 0, second = 0;

int main() {
  std::thread writer([] {
    {
      std::lock_guard<std::mutex> lock(first_mutex);
      first = 1;
    }
    std::lock_guard<std::mutex> lock(second_mutex);
    second = 2;
  });
  std::thread reader([] {
    int seen;
    {
      std::lock_guard<std::mutex> lock(first_mutex);
      seen = first;
    }
    if (seen == 0) return;
    std::lock_guard<std::mutex> lock(second_mutex);
    assert(second == seen + 1);
  });
  writer.join();
  reader.join();
}
