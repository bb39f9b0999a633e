// expect: none
// An atomic_flag announces data that is written before.
#include <atomic>
#include <cassert>
#include <thread>

int data = 0;
std::atomic_flag ready = ATOMIC_FLAG_INIT;

int main() {
  std::thread waiter([] {
    ready.wait(false);
    assert(data == 1);
  });
  data = 1;
  ready.test_and_set();
  ready.notify_one();
  waiter.join();
}
