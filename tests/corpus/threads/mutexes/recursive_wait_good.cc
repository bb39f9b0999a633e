// expect: none
// The recursive mutex is locked once where the thread waits, and twice where it does not.
#include <condition_variable>
#include <mutex>
#include <thread>

std::recursive_mutex mutex;
std::condition_variable_any changed;
bool ready = false;

void SetReady() {
  std::lock_guard<std::recursive_mutex> lock(mutex);
  ready = true;
  changed.notify_one();
}

int main() {
  std::thread waiter([] {
    std::unique_lock<std::recursive_mutex> lock(mutex);
    changed.wait(lock, [] { return ready; });
  });
  std::thread setter([] {
    std::lock_guard<std::recursive_mutex> lock(mutex);
    SetReady();
  });
  waiter.join();
  setter.join();
}
