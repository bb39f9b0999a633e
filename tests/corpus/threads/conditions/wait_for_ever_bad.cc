// expect: lost-wakeup|deadlock
// A wait until the end of all time is one for ever, and nobody notifies.
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex mutex;
std::condition_variable changed;
bool ready = false;

int main() {
  std::thread waiter([] {
    std::unique_lock<std::mutex> lock(mutex);
    changed.wait_until(lock, std::chrono::steady_clock::time_point::max(), [] { return ready; });
  });
  {
    std::lock_guard<std::mutex> lock(mutex);
    ready = true;
  }
  waiter.join();
}
