// Lost wakeup: a notification that comes before the wait wakes nobody. A condition that is stored
// and tested under the lock is not lost.
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <thread>

int main() {
  std::mutex mutex;
  std::condition_variable changed;
  bool ready = false;
  std::thread([&] {
    {
      std::lock_guard<std::mutex> lock(mutex);
      ready = true;
    }
    changed.notify_one();  // nobody waits yet
  }).join();

  std::unique_lock<std::mutex> lock(mutex);
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(20);
  while (changed.wait_until(lock, deadline) != std::cv_status::timeout) {
  }  // a wake-up without a reason is allowed, so go on until the time is over
  std::printf("wait alone: the notification is gone, without the deadline we would sleep on\n");

  changed.wait(lock, [&] { return ready; });  // tests first, sleeps only if it must
  std::printf("wait with a condition: ready, no sleep\n");
}
