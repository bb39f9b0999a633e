// expect: none
// notify_all wakes both threads that wait for an atomic.
#include <atomic>
#include <thread>

std::atomic<int> stage(0);

int main() {
  std::thread a([] { stage.wait(0); });
  std::thread b([] { stage.wait(0); });
  stage.store(1);
  stage.notify_all();
  a.join();
  b.join();
}
