// expect: explore lost-wakeup
// The number of the meeting is an atomic, so it is changed and told without the lock.
#include "phases.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

void RunPhases(int workers, const Step& step, const Between& between) {
  std::mutex mutex;
  std::condition_variable changed;
  std::atomic<int> arrived = 0;
  std::atomic<int> generation = 0;
  std::atomic<bool> go_on = true;

  const auto work = [&](int worker) {
    for (int phase = 0; go_on; ++phase) {
      step(worker, phase);
      if (++arrived == workers) {
        go_on = between(phase);
        arrived = 0;
        ++generation;
        changed.notify_all();
      } else {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return generation > phase; });
      }
    }
  };

  std::vector<std::thread> threads;
  for (int i = 0; i < workers; ++i) threads.emplace_back(work, i);
  for (std::thread& thread : threads) thread.join();
}
