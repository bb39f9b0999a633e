// expect: explore assertion
// One latch for all phases: after the first meeting it is open.
#include "phases.h"

#include <latch>
#include <mutex>
#include <thread>
#include <vector>

void RunPhases(int workers, const Step& step, const Between& between) {
  std::latch all_finished(workers);
  std::mutex mutex;
  std::vector<bool> done;  // guarded by mutex: which phases are over
  bool go_on = true;       // guarded by mutex

  const auto work = [&](int worker) {
    for (int phase = 0;; ++phase) {
      step(worker, phase);
      if (!all_finished.try_wait()) all_finished.arrive_and_wait();
      std::lock_guard lock(mutex);
      if (static_cast<int>(done.size()) == phase) {
        done.push_back(true);
        go_on = between(phase);
      }
      if (!go_on) return;
    }
  };

  std::vector<std::thread> threads;
  for (int i = 0; i < workers; ++i) threads.emplace_back(work, i);
  for (std::thread& thread : threads) thread.join();
}
