// expect: lost-wakeup|deadlock
// The state changes under the lock, but nobody is notified.
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex mutex;
std::condition_variable changed;
bool ready = false;

int main() {
  std::thread waiter([] {
    std::unique_lock<std::mutex> lock(mutex);
    changed.wait(lock, [] { return ready; });
  });
  {
    std::lock_guard<std::mutex> lock(mutex);
    ready = true;
  }
  waiter.join();
}
