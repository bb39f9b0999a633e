// expect: none
// The thread waits for the future first and locks then.
#include <cassert>
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
  int result = future.get();
  {
    std::lock_guard<std::mutex> lock(mutex);
    value += result;
  }
  worker.join();
  assert(value == 2);
}
