// expect: lost-wakeup
// The flag is atomic but set without the mutex, between the waiter's check and its wait.
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
  ready = true;
  changed.notify_one();
  waiter.join();
}
