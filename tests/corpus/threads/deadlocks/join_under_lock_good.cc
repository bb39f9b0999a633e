// expect: none
// main gives the mutex back before it joins.
#include <cassert>
#include <mutex>
#include <thread>

std::mutex mutex;
int value = 0;

int main() {
  std::thread worker([] {
    std::lock_guard<std::mutex> lock(mutex);
    value++;
  });
  {
    std::lock_guard<std::mutex> lock(mutex);
    value++;
  }
  worker.join();
  assert(value == 2);
}
