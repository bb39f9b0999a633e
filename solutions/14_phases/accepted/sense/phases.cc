// A barrier whose sense turns round each time; each worker knows which one it waits for.
#include "phases.h"

#include <atomic>
#include <thread>
#include <vector>

void RunPhases(int workers, const Step& step, const Between& between) {
  std::atomic<int> missing = workers;
  std::atomic<bool> sense = false;
  std::atomic<bool> go_on = true;

  const auto work = [&](int worker) {
    bool mine = false;
    for (int phase = 0; go_on.load(std::memory_order_relaxed); ++phase) {
      step(worker, phase);
      mine = !mine;
      if (missing.fetch_sub(1, std::memory_order_acq_rel) == 1) {
        go_on.store(between(phase), std::memory_order_relaxed);
        missing.store(workers, std::memory_order_relaxed);
        sense.store(mine, std::memory_order_release);
        sense.notify_all();
      } else {
        sense.wait(!mine, std::memory_order_acquire);
      }
    }
  };

  std::vector<std::jthread> threads;
  for (int i = 1; i < workers; ++i) threads.emplace_back(work, i);
  work(0);
}
