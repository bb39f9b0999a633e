// expect: lost-wakeup|deadlock
// The value of an atomic changes, but nobody notifies the thread that waits for it.
#include <atomic>
#include <thread>

std::atomic<int> stage(0);

int main() {
  std::thread waiter([] { stage.wait(0); });
  stage.store(1);
  waiter.join();
}
