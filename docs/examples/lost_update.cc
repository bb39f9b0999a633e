// Lost update: two threads read the same number, and both write back the same sum. Barriers force
// the order that is rare in nature. They even remove the data race, and the update is still lost.
#include <barrier>
#include <cstdio>
#include <mutex>
#include <thread>

int hits = 0;
std::mutex hits_mutex;

int main() {
  std::barrier step(2);
  const auto count = [&step](bool first) {
    const int copy = hits;  // both read 0
    step.arrive_and_wait();
    if (first) hits = copy + 1;  // both write 1, one after the other
    step.arrive_and_wait();
    if (!first) hits = copy + 1;
  };
  { std::jthread one(count, true), two(count, false); }
  std::printf("without a lock: 2 visits, hits = %d\n", hits);

  hits = 0;
  const auto count_locked = [] {
    std::lock_guard<std::mutex> lock(hits_mutex);
    ++hits;
  };
  { std::jthread one(count_locked), two(count_locked); }
  std::printf("with a lock: 2 visits, hits = %d\n", hits);
}
