// expect: assertion
// The wait surely starts before the notification, but nothing guards against a spurious wakeup.
#include <cassert>
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex mutex;
std::condition_variable changed;
bool waiting = false;
bool ready = false;

bool SetReadyIfWaiting() {
  std::lock_guard<std::mutex> lock(mutex);
  if (!waiting) return false;
  ready = true;
  changed.notify_one();
  return true;
}

int main() {
  std::thread waiter([] {
    std::unique_lock<std::mutex> lock(mutex);
    waiting = true;
    changed.wait(lock);
    assert(ready);
  });
  while (!SetReadyIfWaiting()) std::this_thread::yield();
  waiter.join();
}
