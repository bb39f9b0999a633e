// expect: none
// The writer takes the second lock before it gives the first one back.
#include <cassert>
#include <mutex>
#include <thread>

std::mutex first_mutex, second_mutex;
int first = 0, second = 0;

int main() {
  std::thread writer([] {
    std::unique_lock<std::mutex> lock(first_mutex);
    first = 1;
    std::lock_guard<std::mutex> second_lock(second_mutex);
    lock.unlock();
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
