// expect: lost-wakeup
// condition_variable_any with a shared lock: the flag is set outside of the lock.
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <shared_mutex>
#include <thread>

std::shared_mutex mutex;
std::condition_variable_any changed;
std::atomic<bool> ready(false);

int main() {
  std::thread waiter([] {
    std::shared_lock<std::shared_mutex> lock(mutex);
    changed.wait(lock, [] { return ready.load(); });
  });
  ready = true;
  changed.notify_all();
  waiter.join();
}
