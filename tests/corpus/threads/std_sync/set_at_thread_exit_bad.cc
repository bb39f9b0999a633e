// expect: data-race
// A future gets its value at once, and not when the thread has done the rest.
#include <cassert>
#include <future>
#include <thread>

int written = 0;

int main() {
  std::promise<int> promise;
  std::future<int> answer = promise.get_future();
  std::thread worker([&promise] {
    promise.set_value(6);
    written = 7;
  });
  assert(answer.get() == 6);
  written++;
  worker.join();
}
