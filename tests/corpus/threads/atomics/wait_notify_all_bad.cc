// expect: lost-wakeup|deadlock
// Two threads wait for an atomic, and notify_one wakes only one of them.
#include <atomic>
#include <thread>

std::atomic<int> stage(0);

int main() {
  std::thread a([] { stage.wait(0); });
  std::thread b([] { stage.wait(0); });
  stage.store(1);
  stage.notify_one();
  a.join();
  b.join();
}
