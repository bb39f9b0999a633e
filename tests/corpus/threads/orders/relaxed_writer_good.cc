// expect: none
// An exchange with acq_rel publishes in both directions.
#include <atomic>
#include <cassert>
#include <thread>

int first = 0;
int second = 0;
std::atomic<int> meeting(0);

int main() {
  std::thread a([] {
    first = 1;
    if (meeting.exchange(1, std::memory_order_acq_rel) == 2) assert(second == 1);
  });
  std::thread b([] {
    second = 1;
    if (meeting.exchange(2, std::memory_order_acq_rel) == 1) assert(first == 1);
  });
  a.join();
  b.join();
}
