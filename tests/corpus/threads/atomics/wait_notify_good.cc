// expect: none
// atomic wait and notify hand over plain data.
#include <atomic>
#include <cassert>
#include <thread>

int data = 0;
std::atomic<int> stage(0);

int main() {
  std::thread waiter([] {
    stage.wait(0, std::memory_order_acquire);
    assert(data == 1);
  });
  data = 1;
  stage.store(1, std::memory_order_release);
  stage.notify_one();
  waiter.join();
}
