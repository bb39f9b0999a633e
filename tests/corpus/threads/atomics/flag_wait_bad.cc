// expect: data-race
// The atomic_flag is set before the data that it announces is written.
#include <atomic>
#include <thread>

int data = 0;
int seen = 0;
std::atomic_flag ready = ATOMIC_FLAG_INIT;

int main() {
  std::thread waiter([] {
    ready.wait(false);
    seen = data;
  });
  ready.test_and_set();
  ready.notify_one();
  data = 1;
  waiter.join();
}
