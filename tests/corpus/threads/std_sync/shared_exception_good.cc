// expect: none
// An exception goes through a future to another thread; whoever drops it last frees it.
#include <future>
#include <stdexcept>
#include <string>
#include <thread>

int main() {
  std::promise<int> promise;
  std::future<int> answer = promise.get_future();
  std::thread worker([promise = std::move(promise)]() mutable {
    promise.set_exception(std::make_exception_ptr(std::runtime_error("no")));
  });
  bool right = false;
  try {
    answer.get();
  } catch (const std::runtime_error& problem) {
    right = std::string(problem.what()) == "no";
  }
  worker.join();
  return right ? 0 : 1;
}
