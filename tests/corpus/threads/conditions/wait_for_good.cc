// expect: none
// wait_for says whether the predicate holds, and the thread listens.
#include <cassert>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex mutex;
std::condition_variable changed;
bool ready = false;
int result = 0;

int main() {
  std::thread worker([] {
    result = 1;
    std::lock_guard<std::mutex> lock(mutex);
    ready = true;
    changed.notify_one();
  });
  {
    std::unique_lock<std::mutex> lock(mutex);
    bool in_time = changed.wait_for(lock, std::chrono::seconds(1), [] { return ready; });
    if (in_time) assert(result == 1);
  }
  worker.join();
}
