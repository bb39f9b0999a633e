// expect: none
// Only the thread that wins an exchange sets the promise.
#include <atomic>
#include <cassert>
#include <future>
#include <thread>

int main() {
  std::promise<int> promise;
  std::future<int> future = promise.get_future();
  std::atomic<bool> given(false);
  auto give = [&](int value) {
    if (!given.exchange(true)) promise.set_value(value);
  };
  std::thread a(give, 1), b(give, 2);
  int value = future.get();
  assert(value == 1 || value == 2);
  a.join();
  b.join();
}
