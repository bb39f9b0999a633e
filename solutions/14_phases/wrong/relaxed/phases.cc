// expect: explore data-race
// The generation is relaxed: it orders nothing that was written.
#include "phases.h"

#include <sched.h>

#include <atomic>
#include <thread>
#include <vector>

void RunPhases(int workers, const Step& step, const Between& between) {
  std::atomic<int> arrived = 0;
  std::atomic<int> generation = 0;
  bool go_on = true;

  const auto work = [&](int worker) {
    for (int phase = 0; go_on; ++phase) {
      step(worker, phase);
      if (arrived.fetch_add(1, std::memory_order_relaxed) + 1 == workers) {
        go_on = between(phase);
        arrived.store(0, std::memory_order_relaxed);
        generation.store(phase + 1, std::memory_order_relaxed);
      } else {
        while (generation.load(std::memory_order_relaxed) <= phase) sched_yield();
      }
    }
  };

  std::vector<std::thread> threads;
  for (int i = 0; i < workers; ++i) threads.emplace_back(work, i);
  for (std::thread& thread : threads) thread.join();
}
