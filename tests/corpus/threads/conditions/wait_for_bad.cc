// expect: data-race
// wait_for timed out, and the thread reads the result without the worker's word.
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex mutex;
std::condition_variable changed;
bool ready = false;
int result = 0;
int seen = 0;

int main() {
  std::thread worker([] {
    result = 1;
    std::lock_guard<std::mutex> lock(mutex);
    ready = true;
    changed.notify_one();
  });
  {
    std::unique_lock<std::mutex> lock(mutex);
    changed.wait_for(lock, std::chrono::seconds(1), [] { return ready; });
    seen = result;
  }
  worker.join();
}
