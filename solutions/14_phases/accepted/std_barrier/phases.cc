// std::barrier, whose completion function runs when all have arrived.
#include "phases.h"

#include <barrier>
#include <thread>
#include <vector>

void RunPhases(int workers, const Step& step, const Between& between) {
  bool go_on = true;
  int phases_done = 0;
  const auto completion = [&]() noexcept { go_on = between(phases_done++); };
  std::barrier barrier(workers, completion);

  const auto work = [&](int worker) {
    for (int phase = 0; go_on; ++phase) {
      step(worker, phase);
      barrier.arrive_and_wait();
    }
  };

  std::vector<std::thread> threads;
  for (int i = 0; i < workers; ++i) threads.emplace_back(work, i);
  for (std::thread& thread : threads) thread.join();
}
