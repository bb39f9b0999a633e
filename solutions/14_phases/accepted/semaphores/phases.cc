// The calling thread conducts: it counts who has finished, works between, and lets each one go.
#include "phases.h"

#include <deque>
#include <semaphore>
#include <thread>
#include <vector>

void RunPhases(int workers, const Step& step, const Between& between) {
  std::counting_semaphore<> finished(0);
  std::deque<std::binary_semaphore> may_go;  // one for each worker, so nobody takes another's turn
  for (int i = 0; i < workers; ++i) may_go.emplace_back(0);
  bool go_on = true;

  const auto work = [&](int worker) {
    for (int phase = 0; go_on; ++phase) {
      step(worker, phase);
      finished.release();
      may_go[worker].acquire();
    }
  };

  std::vector<std::thread> threads;
  for (int i = 0; i < workers; ++i) threads.emplace_back(work, i);
  for (int phase = 0; go_on; ++phase) {
    for (int i = 0; i < workers; ++i) finished.acquire();
    go_on = between(phase);
    for (std::binary_semaphore& each : may_go) each.release();
  }
  for (std::thread& thread : threads) thread.join();
}
