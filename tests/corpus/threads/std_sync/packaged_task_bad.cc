// expect: deadlock
// main asks for the result of a packaged_task that it has not started yet.
#include <future>
#include <thread>

int main() {
  std::packaged_task<int()> task([] { return 42; });
  std::future<int> future = task.get_future();
  int result = future.get();
  std::thread worker(std::move(task));
  worker.join();
  return result != 42;
}
