// expect: none
// A deferred task runs in the thread that calls get(), here a thread of its own.
#include <cassert>
#include <future>
#include <thread>

int main() {
  std::future<int> future = std::async(std::launch::deferred, [] { return 1; });
  int result = 0;
  std::thread worker([&] { result = future.get(); });
  worker.join();
  assert(result == 1);
}
