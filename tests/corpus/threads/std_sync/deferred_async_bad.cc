// expect: livelock
// main polls a deferred task, which only starts when somebody waits for it.
#include <chrono>
#include <future>
#include <thread>

int main() {
  std::future<int> future = std::async(std::launch::deferred, [] { return 1; });
  while (future.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
    std::this_thread::yield();
  }
  return future.get() != 1;
}
