// expect: deadlock
// A thread waits for a future while it holds the mutex that the promise's thread needs.
#include <future>
#include <mutex>
#include <thread>

std::mutex mutex;
int value = 0;

int main() {
  std::promise<int> promise;
  std::future<int> future = promise.get_future();
  std::thread worker([&promise] {
    std::lock_guard<std::mutex> lock(mutex);
    promise.set_value(++value);
  });
  {
    std::lock_guard<std::mutex> lock(mutex);
    value = future.get();
  }
  worker.join();
}
