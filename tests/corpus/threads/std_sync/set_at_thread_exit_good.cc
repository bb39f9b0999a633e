// expect: none
// A future gets its value when the thread ends, and so does all that the thread did before.
#include <cassert>
#include <future>
#include <thread>

int written = 0;

int main() {
  std::promise<int> promise;
  std::future<int> answer = promise.get_future();
  std::thread worker([&promise] {
    promise.set_value_at_thread_exit(6);
    written = 7;
  });
  assert(answer.get() == 6);
  assert(written == 7);
  worker.join();
}
