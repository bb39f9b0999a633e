// expect: explore data-race
// volatile instead of atomic.
#include "phases.h"

#include <sched.h>

#include <thread>
#include <vector>

void RunPhases(int workers, const Step& step, const Between& between) {
  volatile int arrived = 0;
  volatile int generation = 0;
  bool go_on = true;

  const auto work = [&](int worker) {
    for (int phase = 0; go_on; ++phase) {
      step(worker, phase);
      if ((arrived = arrived + 1) == workers) {
        go_on = between(phase);
        arrived = 0;
        generation = phase + 1;
      } else {
        while (generation <= phase) sched_yield();
      }
    }
  };

  std::vector<std::thread> threads;
  for (int i = 0; i < workers; ++i) threads.emplace_back(work, i);
  for (std::thread& thread : threads) thread.join();
}
