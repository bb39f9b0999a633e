// expect: lost-wakeup
// The notification may come before the wait, and there is no flag that remembers it.
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex mutex;
std::condition_variable changed;

int main() {
  std::thread waiter([] {
    std::unique_lock<std::mutex> lock(mutex);
    changed.wait(lock);
  });
  {
    std::lock_guard<std::mutex> lock(mutex);
    changed.notify_one();
  }
  waiter.join();
}
