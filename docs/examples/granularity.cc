// Granularity: one lock for everything is safe, but makes threads take turns that need not; a lock
// for each account lets them work at the same time.
#include <barrier>
#include <cstdio>
#include <mutex>
#include <thread>

int main() {
  std::mutex all, mine, yours;
  std::barrier step(2);
  // Whether a second thread gets `wanted` while the first one holds `held`.
  const auto at_the_same_time = [&step](std::mutex& held, std::mutex& wanted) {
    bool got = false;
    std::jthread holder([&] {
      std::lock_guard<std::mutex> lock(held);
      step.arrive_and_wait();
      step.arrive_and_wait();
    });
    step.arrive_and_wait();
    got = wanted.try_lock();
    if (got) wanted.unlock();
    step.arrive_and_wait();
    return got;
  };
  std::printf("one lock: both inside at the same time %d\n", at_the_same_time(all, all));
  std::printf("a lock each: both inside at the same time %d\n", at_the_same_time(mine, yours));
}
