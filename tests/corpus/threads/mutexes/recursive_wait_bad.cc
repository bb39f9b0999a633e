// expect: deadlock
// A wait on a recursive mutex that is locked twice gives back only one of the two locks.
#include <condition_variable>
#include <mutex>
#include <thread>

std::recursive_mutex mutex;
std::condition_variable_any changed;
bool ready = false;

void WaitForReady() {
  std::unique_lock<std::recursive_mutex> lock(mutex);
  changed.wait(lock, [] { return ready; });
}

int main() {
  std::thread waiter([] {
    std::lock_guard<std::recursive_mutex> lock(mutex);
    WaitForReady();
  });
  std::thread setter([] {
    std::lock_guard<std::recursive_mutex> lock(mutex);
    ready = true;
    changed.notify_one();
  });
  waiter.join();
  setter.join();
}
