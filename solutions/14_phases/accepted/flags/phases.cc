// Each worker says how far it is; worker 0 looks at all of them.
#include "phases.h"

#include <atomic>
#include <thread>
#include <vector>

void RunPhases(int workers, const Step& step, const Between& between) {
  std::vector<std::atomic<int>> finished(workers);  // phases, by each worker
  std::atomic<int> begun = 1;                       // phases that all may do; 0: it is over
  bool go_on = true;                                // worker 0's

  const auto work = [&](int worker) {
    for (int phase = 0;; ++phase) {
      step(worker, phase);
      finished[worker].store(phase + 1, std::memory_order_release);
      if (worker == 0) {
        for (std::atomic<int>& each : finished) {
          while (each.load(std::memory_order_acquire) <= phase) std::this_thread::yield();
        }
        go_on = between(phase);
        begun.store(go_on ? phase + 2 : 0, std::memory_order_release);
      }
      int now = 0;
      while ((now = begun.load(std::memory_order_acquire)) == phase + 1) std::this_thread::yield();
      if (now == 0) return;
    }
  };

  std::vector<std::thread> threads;
  for (int i = 0; i < workers; ++i) threads.emplace_back(work, i);
  for (std::thread& thread : threads) thread.join();
}
