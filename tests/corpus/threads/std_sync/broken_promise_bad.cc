// expect: exception
// The promise dies without a value on one path, and get() throws broken_promise in main.
#include <atomic>
#include <future>
#include <thread>

std::atomic<bool> cancelled(false);

int main() {
  std::promise<int> promise;
  std::future<int> future = promise.get_future();
  std::jthread worker([promise = std::move(promise)]() mutable {
    if (!cancelled) promise.set_value(1);
  });
  cancelled = true;
  future.get();
}
