// expect: none
// A flag under the mutex remembers that the notification was there.
#include <cassert>
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex mutex;
std::condition_variable changed;
bool ready = false;

int main() {
  std::thread waiter([] {
    std::unique_lock<std::mutex> lock(mutex);
    while (!ready) changed.wait(lock);
    assert(ready);
  });
  {
    std::lock_guard<std::mutex> lock(mutex);
    ready = true;
  }
  changed.notify_one();
  waiter.join();
}
