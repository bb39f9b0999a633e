// expect: parallelism parallelism-lost
// No more threads than processors, but eight at least; each does its share of the steps.
#include "phases.h"

#include <algorithm>
#include <barrier>
#include <thread>
#include <vector>

void RunPhases(int workers, const Step& step, const Between& between) {
  const int processors = static_cast<int>(std::thread::hardware_concurrency());
  const int count = std::min(workers, std::max(8, processors));
  bool go_on = true;
  int phase = 0;
  std::barrier barrier(count, [&]() noexcept { go_on = between(phase++); });
  const auto work = [&](int thread) {
    for (int mine = 0; go_on; ++mine) {
      for (int worker = thread; worker < workers; worker += count) step(worker, mine);
      barrier.arrive_and_wait();
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i) threads.emplace_back(work, i);
  for (std::thread& thread : threads) thread.join();
}
