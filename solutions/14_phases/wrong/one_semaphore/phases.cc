// expect: explore assertion
// One semaphore lets all go: a fast worker comes round and takes the turn of a slow one.
#include "phases.h"

#include <atomic>
#include <mutex>
#include <semaphore>
#include <thread>
#include <vector>

void RunPhases(int workers, const Step& step, const Between& between) {
  std::mutex mutex;
  int arrived = 0;
  std::atomic<bool> go_on = true;
  std::counting_semaphore<> may_go(0);

  const auto work = [&](int worker) {
    for (int phase = 0; go_on; ++phase) {
      step(worker, phase);
      {
        std::lock_guard lock(mutex);
        if (++arrived == workers) {
          go_on = between(phase);
          arrived = 0;
          may_go.release(workers);
        }
      }
      may_go.acquire();
    }
  };

  std::vector<std::thread> threads;
  for (int i = 0; i < workers; ++i) threads.emplace_back(work, i);
  for (std::thread& thread : threads) thread.join();
}
