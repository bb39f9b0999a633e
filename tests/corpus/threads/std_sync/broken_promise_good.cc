// expect: none
// Every path of the worker gives the promise a value or an exception.
#include <atomic>
#include <cassert>
#include <exception>
#include <future>
#include <stdexcept>
#include <thread>

std::atomic<bool> cancelled(false);

int main() {
  std::promise<int> promise;
  std::future<int> future = promise.get_future();
  std::jthread worker([promise = std::move(promise)]() mutable {
    if (cancelled) {
      promise.set_exception(std::make_exception_ptr(std::runtime_error("cancelled")));
    } else {
      promise.set_value(1);
    }
  });
  cancelled = true;
  try {
    assert(future.get() == 1);
  } catch (const std::runtime_error&) {
  }
}
