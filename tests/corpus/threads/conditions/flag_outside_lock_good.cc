// expect: none
// The flag is set under the mutex, so it cannot change between check and wait.
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex mutex;
std::condition_variable changed;
std::atomic<bool> ready(false);

int main() {
  std::thread waiter([] {
    std::unique_lock<std::mutex> lock(mutex);
    while (!ready) changed.wait(lock);
  });
  {
    std::lock_guard<std::mutex> lock(mutex);
    ready = true;
  }
  changed.notify_one();
  waiter.join();
}
