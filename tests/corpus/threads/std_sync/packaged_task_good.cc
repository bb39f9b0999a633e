// expect: none
// A packaged_task runs in a thread, and its future waits for the result.
#include <cassert>
#include <future>
#include <thread>

int main() {
  std::packaged_task<int()> task([] { return 42; });
  std::future<int> future = task.get_future();
  std::thread worker(std::move(task));
  assert(future.get() == 42);
  worker.join();
}
