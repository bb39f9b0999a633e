// expect: none
// A wait until the end of all time ends by the notification, and never by time.
#include <cassert>
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
    const auto never = std::chrono::steady_clock::time_point::max();
    while (!ready) {
      const std::cv_status status = changed.wait_until(lock, never);
      assert(status == std::cv_status::no_timeout);
    }
  });
  {
    std::lock_guard<std::mutex> lock(mutex);
    ready = true;
  }
  changed.notify_one();
  waiter.join();
}
