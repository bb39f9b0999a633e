// expect: stress assertion
// Each worker sets its bit; who sets the last one calls `between`. There are 32 bits.
#include "phases.h"

#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

void RunPhases(int workers, const Step& step, const Between& between) {
  const uint32_t all = workers >= 32 ? ~0u : (1u << workers) - 1;
  std::atomic<uint32_t> done = 0;
  std::atomic<int> phases_done = 0;
  std::atomic<bool> go_on = true;

  const auto work = [&](int worker) {
    for (int phase = 0; go_on; ++phase) {
      step(worker, phase);
      const uint32_t mine = 1u << worker;
      if ((done.fetch_or(mine) | mine) == all) {
        go_on = between(phase);
        done = 0;
        ++phases_done;
        phases_done.notify_all();
      } else {
        while (phases_done == phase) phases_done.wait(phase);
      }
    }
  };

  std::vector<std::thread> threads;
  for (int i = 0; i < workers; ++i) threads.emplace_back(work, i);
  for (std::thread& thread : threads) thread.join();
}
