// expect: none
// condition_variable_any with a shared lock: two readers wait for one writer.
#include <cassert>
#include <condition_variable>
#include <mutex>
#include <shared_mutex>
#include <thread>

std::shared_mutex mutex;
std::condition_variable_any changed;
bool ready = false;

void Wait() {
  std::shared_lock<std::shared_mutex> lock(mutex);
  changed.wait(lock, [] { return ready; });
  assert(ready);
}

int main() {
  std::thread a(Wait), b(Wait);
  {
    std::unique_lock<std::shared_mutex> lock(mutex);
    ready = true;
  }
  changed.notify_all();
  a.join();
  b.join();
}
